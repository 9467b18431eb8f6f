using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy.Redaction;

public sealed class ResponseRestorerTests
{
    private const string Quoted = "a\"b\\c\nd";

    private static readonly ChatOptions Structured = new() { ResponseFormat = ChatResponseFormat.Json };

    [Fact]
    public void Restore_NothingToRestore_ReturnsTheSameResponse()
    {
        using RedactionMap map = Redacting.Persons(1);
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, "hello [x] [PER"));

        Assert.Same(response, new ResponseRestorer(new(), map, null).Restore(response));
    }

    [Fact]
    public void Restore_Response_KeepsItsMetadata()
    {
        using RedactionMap map = Redacting.Persons(1);
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, "[PERSON_1]") { MessageId = "[PERSON_1]", AuthorName = "a", RawRepresentation = "r" })
        {
            ResponseId = "[PERSON_1]",
            ConversationId = "c",
            ModelId = "m",
            CreatedAt = DateTimeOffset.UnixEpoch,
            FinishReason = ChatFinishReason.Stop,
            Usage = new() { TotalTokenCount = 3 },
            RawRepresentation = "raw",
            AdditionalProperties = new() { ["p"] = "[PERSON_1]" },
        };

        ChatResponse restored = new ResponseRestorer(new(), map, null).Restore(response);

        Assert.Equal("Name1", restored.Text);
        Assert.Equal("[PERSON_1]", response.Text);
        Assert.Equal(("[PERSON_1]", "c", "m"), (restored.ResponseId, restored.ConversationId, restored.ModelId));
        Assert.Equal((response.CreatedAt, response.FinishReason), (restored.CreatedAt, restored.FinishReason));
        Assert.Same(response.Usage, restored.Usage);
        Assert.Same(response.AdditionalProperties, restored.AdditionalProperties);
        Assert.Equal("raw", restored.RawRepresentation);
        Assert.Equal(("[PERSON_1]", "a", null), (restored.Messages[0].MessageId, restored.Messages[0].AuthorName, restored.Messages[0].RawRepresentation));
    }

    [Fact]
    public void Restore_Contents_AreRestoredByKind()
    {
        using RedactionMap map = Redacting.Persons(1);
        AIContent usage = new UsageContent(new());
        AIContent[] contents =
        [
            new TextContent("[PERSON_1]") { RawRepresentation = "r", AdditionalProperties = new() { ["p"] = 1 } },
            new TextReasoningContent("[PERSON_1]") { RawRepresentation = "r", ProtectedData = "[PERSON_1]" },
            new ErrorContent("[PERSON_1]") { RawRepresentation = "r" },
            new FunctionResultContent("[PERSON_1]", "[PERSON_1]") { RawRepresentation = "r" },
            usage,
        ];

        IList<AIContent> restored = Restore(map, contents);

        Assert.Equal("Name1", ((TextContent)restored[0]).Text);
        Assert.Equal(1, restored[0].AdditionalProperties!["p"]);
        Assert.Equal(("Name1", "[PERSON_1]"), (((TextReasoningContent)restored[1]).Text, ((TextReasoningContent)restored[1]).ProtectedData));
        Assert.Equal("Name1", ((ErrorContent)restored[2]).Message);
        Assert.Equal(("[PERSON_1]", "Name1"), (((FunctionResultContent)restored[3]).CallId, ((FunctionResultContent)restored[3]).Result));
        Assert.Same(usage, restored[4]);
        Assert.All(restored, content => Assert.Null(content.RawRepresentation));
    }

    [Fact]
    public void Restore_FunctionArguments_NestedAndEscaped()
    {
        using RedactionMap map = Redacting.Map((PiiCategories.Person, Quoted));
        var call = new FunctionCallContent("[PERSON_1]", "[PERSON_1]", new Dictionary<string, object?>
        {
            ["text"] = "to [PERSON_1]",
            ["element"] = JsonSerializer.SerializeToElement(new { a = new[] { "[PERSON_1]" }, n = 1 }),
            ["list"] = new List<object?> { "[PERSON_1]", 2 },
            ["json"] = "{\"a\":\"[PERSON_1]\"}",
            ["number"] = 3,
            ["none"] = null,
        });

        var restored = (FunctionCallContent)Assert.Single(Restore(map, call));

        Assert.Equal(("[PERSON_1]", "[PERSON_1]"), (restored.CallId, restored.Name));
        Assert.Equal("to " + Quoted, restored.Arguments!["text"]);
        Assert.Equal(Quoted, ((JsonElement)restored.Arguments["element"]!).GetProperty("a")[0].GetString());
        Assert.Equal(Quoted, ((JsonElement)restored.Arguments["list"]!)[0].GetString());
        Assert.Equal(Quoted, JsonDocument.Parse((string)restored.Arguments["json"]!).RootElement.GetProperty("a").GetString());
        Assert.Equal(3, restored.Arguments["number"]);
        Assert.Equal("to [PERSON_1]", call.Arguments!["text"]);
    }

    [Fact]
    public void Restore_SecretInFunctionArguments_OnlyWhenAllowed()
    {
        using RedactionMap map = Redacting.Map((PiiCategories.Secret, "key"), (PiiCategories.Email, "mail"));
        FunctionCallContent call = Redacting.Call("a", "[SECRET_1] [EMAIL_1]");
        var open = new RedactionOptions();
        open.WithheldFromTools.Clear();
        var closed = new RedactionOptions { WithheldFromTools = { PiiCategories.Email } };

        Assert.Equal("[SECRET_1] mail", Argument(new RedactionOptions()));
        Assert.Equal("key mail", Argument(open));
        Assert.Equal("[SECRET_1] [EMAIL_1]", Argument(closed));
        Assert.Equal("key mail", Redacting.Restore("[SECRET_1] [EMAIL_1]", map));

        object? Argument(RedactionOptions redaction) => ((FunctionCallContent)Restore(map, [call], redaction)[0]).Arguments!["a"];
    }

    [Theory]
    [InlineData("mail first.lastXK42secret now", "first.last", "XK42secret")]
    [InlineData("mail first.lastXK42secret now", "first.lastXK42secret", "XK42secret")]
    [InlineData("mail first.lastXK42secret now", "first.lastXK42", "XK42secret")]
    public void Restore_ValueThatHoldsASecret_IsWithheldFromTools(string text, string value, string secret)
    {
        using RedactionMap map = Redacting.Map();
        map.Add(PiiCategories.Person, value, inWord: true);
        map.Add(PiiCategories.Secret, secret, inWord: true);
        string redacted = new RedactingRewriter(map).Rewrite(text);
        var answer = new ChatResponse(new ChatMessage(ChatRole.Assistant, [Redacting.Call("to", redacted)]));

        ChatResponse restored = new ResponseRestorer(new(), map, request: null).Restore(answer);

        Assert.DoesNotContain(secret, redacted);
        Assert.DoesNotContain(secret, ((FunctionCallContent)restored.Messages[0].Contents[0]).Arguments!["to"]!.ToString());
        Assert.Equal(text, Redacting.Restore(redacted, map));
    }

    [Fact]
    public void Restore_ValueThatIsAlsoASecret_IsWithheldFromTools()
    {
        using RedactionMap map = Redacting.Map((PiiCategories.Person, "Falcon42"), (PiiCategories.Secret, "Falcon42"));

        Assert.Equal("[PERSON_1]", ((FunctionCallContent)Restore(map, Redacting.Call("a", "[PERSON_1]"))[0]).Arguments!["a"]);
        Assert.Equal(1, map.Count);
    }

    [Fact]
    public void Restore_AddressInFunctionArguments_IsNotRestored()
    {
        using RedactionMap map = Redacting.Persons(1);

        Assert.Equal("http://h/[PERSON_1]", ((FunctionCallContent)Restore(map, Redacting.Call("url", "http://h/[PERSON_1]"))[0]).Arguments!["url"]);
    }

    [Theory]
    [InlineData("{\"name\":\"[PERSON_1]\",\"list\":[\"[PERSON_1]\",\"x [PERSON_1] y\"]}")]
    [InlineData("{ \"a\" : \"\\\\[PERSON\\\\_1\\\\]\" }")]
    public void Restore_StructuredOutput_IsStillJson(string answer)
    {
        using RedactionMap map = Redacting.Map((PiiCategories.Person, Quoted));

        string whole = Redacting.Restore(answer, map, request: Structured);
        string streamed = Redacting.Stream(answer.Select(character => character.ToString()), map, request: Structured);

        Assert.Equal(whole, streamed);
        Assert.Equal(Quoted, JsonDocument.Parse(whole).RootElement.EnumerateObject().First().Value.GetString());
    }

    private static IList<AIContent> Restore(RedactionMap map, params AIContent[] contents) => Restore(map, contents, new());

    private static IList<AIContent> Restore(RedactionMap map, AIContent[] contents, RedactionOptions redaction) =>
        new ResponseRestorer(redaction, map, null).Restore(new ChatResponse(new ChatMessage(ChatRole.Assistant, contents))).Messages[0].Contents;
}
