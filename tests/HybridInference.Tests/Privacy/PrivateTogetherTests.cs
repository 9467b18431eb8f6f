using HybridInference.Tests.Client;
using HybridInference.Tests.Privacy.Rules;
using HybridInference.Tests.Routing;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy;

/// <summary>What is private only by what stands beside it, in another text of the request.</summary>
public sealed class PrivateTogetherTests
{
    private static readonly string Number = PiiText.SocialSecurityNumber().Replace("-", "", StringComparison.Ordinal);
    private static readonly string Password = string.Concat("hunt", "er2x9!");

    private static readonly Dictionary<string, (string Value, ChatMessage[] Messages)> Requests = new()
    {
        ["name of an argument"] = (Password, [new(ChatRole.Assistant, [new FunctionCallContent("1", "log_in", new Dictionary<string, object?> { ["password"] = Password })])]),
        ["name of a field"] = (Number, [Result(new Dictionary<string, object?> { ["ssn"] = Number })]),
        ["name of a number"] = (Number, [Result(new Dictionary<string, object?> { ["ssn"] = int.Parse(Number) })]),
        ["name of a list"] = (Number, [Result(new Dictionary<string, object?> { ["ssn"] = new[] { "x", Number } })]),
        ["name of a property"] = (Password, [new(ChatRole.User, "hi") { AdditionalProperties = new() { ["password"] = Password } }]),
        ["name of the function"] = (Number, [new(ChatRole.Assistant, [new FunctionCallContent("1", "get_ssn")]), Result(Number)]),
        ["text before"] = (Number, [new(ChatRole.User, [new TextContent("My SSN is "), new TextContent(Number)])]),
        ["question"] = (Number, [new(ChatRole.Assistant, "What is your SSN?"), new(ChatRole.User, Number)]),
        ["question before a call"] = (Password,
            [
                new(ChatRole.Assistant, "Please enter your password:"), new(ChatRole.Assistant, [new FunctionCallContent("1", "f")]), new(ChatRole.User, Password),
            ]),
    };

    public static TheoryData<string, bool> Names => new(Requests.Keys.SelectMany(name => new[] { (name, true), (name, false) }));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Request_PrivateByWhatStandsBesideIt_StaysHere(string name, bool streaming)
    {
        var hybrid = new TestHybrid(PrivateRequests.Down());

        var thrown = await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => hybrid.Client.SendAsync(streaming, Requests[name].Messages, cancellationToken: Token));

        Assert.Single(thrown.Categories);
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Request_PrivateByWhatStandsBesideIt_IsRedacted(string name, bool streaming)
    {
        (string value, ChatMessage[] messages) = Requests[name];
        var options = new HybridChatClientOptions();
        options.Privacy.DefaultHandling = PrivateDataHandling.RedactThenRemote;
        var hybrid = new TestHybrid(PrivateRequests.Down(), options: options);

        await hybrid.Client.SendAsync(streaming, messages, cancellationToken: Token);

        string sent = Redaction.RequestJson.Of(Assert.Single(hybrid.Remote.Requests).Messages, options: null);
        Assert.DoesNotContain(value, sent);
        Assert.Contains("_1]", sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ValueInTwoTexts_IsWithheld(bool streaming)
    {
        var options = new HybridChatClientOptions();
        options.Privacy.DefaultHandling = PrivateDataHandling.RedactThenRemote;
        var hybrid = new TestHybrid(PrivateRequests.Down(), options: options);
        string value = PrivateText.Email();
        ChatMessage message = new(ChatRole.User, [new TextContent("to " + value[..5]), new TextContent(value[5..])]);

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => hybrid.Client.SendAsync(streaming, [message], cancellationToken: Token));

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Fact]
    public void Scan_ValuesOfSeveralTexts_AreCountedOnce()
    {
        ChatMessage message = new(ChatRole.User, [new TextContent(PrivateText.Email() + " "), new TextContent(PrivateText.Email())]);

        ChatRoutingContext context = TestTargets.Context([new(ChatRole.Assistant, "Which address?"), message]);

        Assert.Equal([new(PiiCategories.Email, 1, 2)], context.PrivateData);
    }

    [Fact]
    public void Scan_LongTextsBesideEachOther_AreNotCutWithinAWord()
    {
        string digits = string.Concat(Enumerable.Repeat(PrivateText.CardNumber() + "7", 30));

        ChatRoutingContext context = TestTargets.Context([new(ChatRole.User, digits), new(ChatRole.User, digits)]);

        Assert.Empty(context.PrivateData);
    }

    [Fact]
    public void Scan_NamesInASchema_SayNothingOfTheTextsBesideThem()
    {
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create((string password) => password.Length, "f")] };

        Assert.Empty(TestTargets.Context("hi", options).PrivateData);
    }

    private static ChatMessage Result(object result) => new(ChatRole.Tool, [new FunctionResultContent("1", result)]);
}
