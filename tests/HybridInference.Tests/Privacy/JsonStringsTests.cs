using System.Text.Json;
using CsCheck;
using HybridInference.Tests.Client;
using HybridInference.Tests.Privacy.Rules;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy;

/// <summary>JSON with half of a surrogate pair, as services send it that cut texts in the middle of an emoji.</summary>
public sealed class JsonStringsTests
{
    private static readonly Gen<char> Character = Gen.OneOf(Gen.Char["ab\"\\/\b\f\n\r\té€\ud83d\ude00"], Gen.Char);

    [Fact]
    public void ValueOf_AnyCharacters_AreThoseThatWereEscaped() => Gen.String[Character, 0, 12].Sample(text =>
    {
        string literal = $"\"{string.Concat(text.Select(character => $"\\u{(int)character:x4}"))}\"";
        Assert.Equal(text, JsonStrings.ValueOf(Parse(literal)));
        Assert.Equal(text, JsonStrings.NameOf(Parse($"{{{literal}:1}}").EnumerateObject().Single()));
    });

    [Fact]
    public void ValueOf_EveryEscape_IsResolved() =>
        Assert.Equal("\ud83d\"\\/\b\f\n\r\tä", JsonStrings.ValueOf(Parse("""
            "\ud83d\"\\\/\b\f\n\r\tä"
            """)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PublicResultOfATool_LeavesTheDevice(bool streaming)
    {
        var hybrid = new TestHybrid(PrivateRequests.Down());

        ChatResponse response = await hybrid.Client.SendAsync(streaming, Messages("""{"\ude00":"cut in the middle \ud83d"}"""), cancellationToken: Token);

        Assert.Equal("remote", TestHybrid.DecisionOf(response).Target);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PublicArgumentsOfACall_LeaveTheDevice(bool streaming)
    {
        var hybrid = new TestHybrid(PrivateRequests.Down());
        ChatMessage[] messages = Messages("1");
        messages[1] = new(ChatRole.Assistant, [new FunctionCallContent("1", "read", new Dictionary<string, object?> { ["q"] = Parse("""["cut \ud83d"]""") })]);

        ChatResponse response = await hybrid.Client.SendAsync(streaming, messages, cancellationToken: Token);

        Assert.Equal("remote", TestHybrid.DecisionOf(response).Target);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PrivateResultOfATool_IsRedactedBesideIt(bool streaming)
    {
        var hybrid = new TestHybrid(
            PrivateRequests.Down(), options: PrivateRequests.Handling((PiiCategories.Email, PrivateDataHandling.RedactThenRemote)));

        await hybrid.Client.SendAsync(streaming, Messages($$"""{"a":"{{PrivateText.Email()}} \ud83d"}"""), cancellationToken: Token);

        var result = (FunctionResultContent)hybrid.Remote.Requests.Single().Messages[^1].Contents[0];
        Assert.Equal("[EMAIL_1] \ufffd", ((JsonElement)result.Result!).GetProperty("a").GetString());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ChatMessage[] Messages(string result) =>
    [
        new(ChatRole.User, "What does it say?"),
        new(ChatRole.Assistant, [new FunctionCallContent("1", "read", null)]),
        new(ChatRole.Tool, [new FunctionResultContent("1", Parse(result))]),
    ];

    private static JsonElement Parse(string json) => JsonElement.Parse(json);
}
