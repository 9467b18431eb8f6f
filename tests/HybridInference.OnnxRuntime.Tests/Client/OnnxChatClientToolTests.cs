using System.Text.Json;
using HybridInference.LocalModels.Tests.Answers;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Tools from the request to the calls in the answer, on a model that writes what the test wants.</summary>
public sealed class OnnxChatClientToolTests
{
    private const string Template = "{% if tools %}<tool_call>{{ tools | tojson }}{% endif %}{% for m in messages %}{{ m.role }}:{{ m.content }}"
        + "{% for c in m.tool_calls %}{{ c.function.name }}{{ c.function.arguments | tojson }}{% endfor %}\n{% endfor %}";

    private static readonly AIFunction Add = AIFunctionFactory.Create((int a, int b) => a + b, "add", "Adds.");
    private static readonly AIFunction Now = AIFunctionFactory.Create(() => "noon", "now");
    private static readonly ChatMessage[] Question = [new(ChatRole.User, "How much?")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_Calls_AreContentsWithReasonToolCalls(bool streaming)
    {
        ChatOptions options = Options();
        using ToyFolder folder = ToyFolder.AnsweringText(
            "Wait.\n<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": 1, \"b\": 2}}\n</tool_call>\n<tool_call>{\"name\": \"now\"}</tool_call>", Template, Question, options);
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, Question, options);

        Assert.Equal("Wait.\n|add{\"a\":1,\"b\":2}|now{}", Answer.Describe(Assert.Single(response.Messages).Contents));
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
        Assert.True(response.Usage?.OutputTokenCount > 100);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_CallCutByTheLimit_IsTextWithReasonLength(bool streaming)
    {
        ChatOptions options = Options();
        options.MaxOutputTokens = 20;
        using ToyFolder folder = ToyFolder.AnsweringText("<tool_call>{\"name\": \"now\"}</tool_call>", Template, Question, options);
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, Question, options);

        Assert.Equal("<tool_call>{\"name\": ", response.Text);
        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_OneCallAllowed_EndsWithIt(bool streaming)
    {
        ChatOptions options = Options();
        options.AllowMultipleToolCalls = false;
        using ToyFolder folder = ToyFolder.AnsweringText(
            "<tool_call>{\"name\": \"now\"}</tool_call><tool_call>{\"name\": \"now\"}</tool_call>", Template, Question, options);
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, Question, options);

        Assert.Equal("now{}", Answer.Describe(Assert.Single(response.Messages).Contents));
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
        Assert.Equal("<tool_call>{\"name\": \"now\"}".Length, response.Usage?.OutputTokenCount);
        Assert.True(response.Usage?.InputTokenCount > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_SpecialTokenBeforeTheCall_IsReadAndNeverShown(bool streaming)
    {
        ChatOptions options = Options();
        string template = Template.Replace("<tool_call>", "", StringComparison.Ordinal);
        using ToyFolder folder = ToyFolder.AnsweringText("[TOOL_CALLS][{\"name\": \"now\", \"arguments\": {}}]", template, Question, options, "[TOOL_CALLS]");
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, Question, options);

        Assert.Equal("now{}", Answer.Describe(Assert.Single(response.Messages).Contents));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_ToolModeNone_LeavesToolsOutAndCallsAsText(bool streaming)
    {
        ChatOptions options = Options();
        options.ToolMode = ChatToolMode.None;
        using ToyFolder folder = ToyFolder.AnsweringText("<tool_call>{\"name\": \"now\"}</tool_call>", Template, Question, options);
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, Question, options);

        Assert.Equal("<tool_call>{\"name\": \"now\"}</tool_call>", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_CallRequired_IsOneWhateverTheModelWouldSay(bool streaming)
    {
        ChatOptions options = Options();
        options.ToolMode = ChatToolMode.RequireAny;
        options.AllowMultipleToolCalls = false;
        options.MaxOutputTokens = 200;
        using ToyFolder folder = ToyFolder.AnsweringText("I would rather talk about the weather, which is fine today, and so on and on.", Template, Question, options);
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, Question, options);

        FunctionCallContent[] calls = [.. Assert.Single(response.Messages).Contents.OfType<FunctionCallContent>()];
        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.Contains(call.Name, (string[])["add", "now"]));
        Assert.Equal("", response.Text.Trim());
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Theory]
    [InlineData(false, "<tool_call>\n{\"name\": \"now\", \"arguments\": {}}\n</tool_call>", "now{}")]
    [InlineData(true, "<tool_call>\n{\"name\": \"now\", \"arguments\": {}}\n</tool_call>", "now{}")]
    [InlineData(false, "{\"sum\": 3}", "{\"sum\": 3}")]
    [InlineData(true, "{\"sum\": 3}", "{\"sum\": 3}")]
    public async Task Response_JsonIsAskedForAndToolsAreThere_IsEither(bool streaming, string answer, string expected)
    {
        ChatOptions options = Options();
        options.ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type": "object", "properties": {"sum": {"type": "integer"}}, "required": ["sum"]}"""));
        options.AllowMultipleToolCalls = false;
        using ToyFolder folder = ToyFolder.AnsweringText(answer, Template, Question, options);
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, Question, options);

        Assert.Equal(expected, Answer.Describe(Assert.Single(response.Messages).Contents));
        Assert.Equal(expected == "now{}" ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop, response.FinishReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_CallOfOneToolRequired_HasItsArguments(bool streaming)
    {
        ChatOptions options = Options();
        options.ToolMode = ChatToolMode.RequireSpecific("add");
        options.AllowMultipleToolCalls = false;
        options.MaxOutputTokens = 200;
        using ToyFolder folder = ToyFolder.AnsweringText("I will call now, which is another tool.", Template, Question, options);
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, Question, options);

        var call = Assert.IsType<FunctionCallContent>(Assert.Single(Assert.Single(response.Messages).Contents, content => content is not TextContent));
        Assert.Equal("add", call.Name);
        Assert.Equal(["a", "b"], call.Arguments!.Keys.Order());
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_TemplateWithoutTools_IsRefusedByName(bool streaming)
    {
        using var folder = new ToyFolder();
        using OnnxChatClient client = folder.CreateClient();

        var exception = await Assert.ThrowsAnyAsync<NotSupportedException>(() => client.AskAsync(streaming, Question, Options()));

        Assert.Contains("ChatOptions.Tools", exception.Message, StringComparison.Ordinal);
        Assert.Equal(FailureKind.Capability, new OnnxFailureClassifier().Classify(exception));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FunctionInvocation_CallAndResult_GoThroughTheTemplate(bool streaming)
    {
        ChatOptions options = Options();
        ChatMessage[] second =
        [
            .. Question,
            new(ChatRole.Assistant, [new FunctionCallContent("1", "add", new Dictionary<string, object?> { ["a"] = 1, ["b"] = 2 })]),
            new(ChatRole.Tool, [new FunctionResultContent("1", 3)]),
        ];
        using ToyFolder asking = ToyFolder.AnsweringText("<tool_call>{\"name\": \"add\", \"arguments\": {\"a\": 1, \"b\": 2}}</tool_call>", Template, Question, options);
        using ToyFolder telling = ToyFolder.AnsweringText("It is 3.", Template, second, options);
        using OnnxChatClient first = asking.CreateClient();
        using OnnxChatClient then = telling.CreateClient();
        using IChatClient client = new InTurn(first, then).AsBuilder().UseFunctionInvocation().Build();

        ChatResponse response = await client.AskAsync(streaming, Question, options);

        Assert.Equal("It is 3.", response.Messages[^1].Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_Reasoning_IsApartFromTheText(bool streaming)
    {
        using ToyFolder folder = ToyFolder.AnsweringText("<think>\nHm.\n</think>\n\nYes.", Template, Question);
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, Question);

        Assert.Equal("Yes.", response.Text);
        Assert.Equal("(Hm.)|Yes.", Answer.Describe(Assert.Single(response.Messages).Contents));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_PromptOpensTheReasoning_AnswerBeginsInIt(bool streaming)
    {
        const string OpenTemplate = "{% for m in messages %}{{ m.content }}{% endfor %}<think>{% if enable_thinking is false %}</think>{% endif %}\n";
        using ToyFolder folder = ToyFolder.AnsweringText("Hm.\n</think>\nYes.", OpenTemplate, Question);
        using OnnxChatClient client = folder.CreateClient();
        Assert.Equal("(Hm.)|Yes.", Answer.Describe(Assert.Single((await client.AskAsync(streaming, Question)).Messages).Contents));

        var options = new ChatOptions { AdditionalProperties = new() { ["enable_thinking"] = false } };
        using ToyFolder closed = ToyFolder.AnsweringText("Yes.", OpenTemplate, Question, options);
        using OnnxChatClient plain = closed.CreateClient();
        Assert.Equal("Yes.", Answer.Describe(Assert.Single((await plain.AskAsync(streaming, Question, options)).Messages).Contents));
    }

    private static ChatOptions Options() => new() { Tools = [Add, Now] };

    /// <summary>Sends the first request to one client and all others to another.</summary>
    private sealed class InTurn(IChatClient first, IChatClient then) : DelegatingChatClient(then)
    {
        private bool _isAsked;

        public override Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Next().GetResponseAsync(messages, options, cancellationToken);

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Next().GetStreamingResponseAsync(messages, options, cancellationToken);

        private IChatClient Next()
        {
            IChatClient client = _isAsked ? InnerClient : first;
            _isAsked = true;
            return client;
        }
    }
}
