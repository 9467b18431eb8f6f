using CsCheck;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using static HybridInference.Tests.Portability.ThreeTargets;

namespace HybridInference.Tests.Portability;

public sealed class PortabilityTests
{
    private static readonly ChatMessage Hello = new(ChatRole.User, "Hello.");
    private static readonly ChatMessage More = new(ChatRole.User, "And now?");

    private readonly ThreeTargets _targets = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Messages_EncryptedReasoningOfAnotherTarget_IsLeftOutAndItsTextIsNot(bool streaming)
    {
        ChatMessage[] answers = await AnswerAsync(
            streaming, new TextReasoningContent("I think.") { ProtectedData = "sealed 1" }, new TextContent("Hi."), new TextReasoningContent(null) { ProtectedData = "sealed 2" });

        (IReadOnlyList<ChatMessage> received, AttemptRecord attempt) = await GoOnAsync(streaming, "a", answers);

        Assert.Equal(RequestAdaptations.EncryptedReasoning, attempt.Adaptations);
        Assert.Equal(["I think.", "Hi."], received[1].Contents.Select(content => content.ToString()));
        Assert.All(received[1].Contents.OfType<TextReasoningContent>(), reasoning => Assert.Null(reasoning.ProtectedData));
        Assert.Equal(["sealed 1", "sealed 2"], answers[0].Contents.OfType<TextReasoningContent>().Select(reasoning => reasoning.ProtectedData));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Messages_ContentThatOnlyAnotherTargetReads_IsLeftOut(bool streaming)
    {
        ChatMessage[] answers = await AnswerAsync(
            streaming,
            new WebSearchToolCallContent("search-1"),
            new WebSearchToolResultContent("search-1"),
            new HostedFileContent("file-1"),
            new HostedVectorStoreContent("store-1"),
            new TextContent("Found."));

        (IReadOnlyList<ChatMessage> received, AttemptRecord attempt) = await GoOnAsync(streaming, "a", answers);

        Assert.Equal(RequestAdaptations.ProviderContent, attempt.Adaptations);
        Assert.Equal("Found.", Assert.IsType<TextContent>(Assert.Single(received[1].Contents)).Text);
        Assert.Equal(5, answers[0].Contents.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Messages_NothingLeftOfOne_ItIsLeftOut(bool streaming)
    {
        ChatMessage[] answers = await AnswerAsync(streaming, new HostedFileContent("file-1"));

        (IReadOnlyList<ChatMessage> received, _) = await GoOnAsync(streaming, "a", answers);

        Assert.Equal([Hello, More], received);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Messages_FileOfAnotherTargetInAUsersMessage_Stays(bool streaming)
    {
        await AnswerAsync(streaming, new HostedFileContent("file-1"));
        ChatMessage asked = new(ChatRole.User, [new HostedFileContent("file-1"), new TextContent("What is in it?")]);
        _targets.Preferred = "a";

        await _targets.Client.SendAsync(streaming, [asked], cancellationToken: Token);

        Assert.Same(asked, Assert.Single(Assert.Single(_targets.A.Requests).Messages));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Messages_RawRepresentationBesideContentOfAnotherTarget_IsLeftOut(bool streaming)
    {
        var targets = new ThreeTargets(new() { RawRepresentationReaders = [new ReadAll()] });
        AIContent[] contents = [new FunctionCallContent("call-of-b", "weather") { RawRepresentation = "raw call" }, new TextContent("Let me see.") { RawRepresentation = "raw text" }];
        Answer(targets.B, contents);
        targets.Preferred = "b";
        await targets.Client.SendAsync(streaming, [Hello], cancellationToken: Token);
        targets.Preferred = "a";
        ChatMessage call = new(ChatRole.Assistant, [.. contents]) { RawRepresentation = "raw message" };

        ChatResponse response = await targets.Client.SendAsync(
            streaming, [Hello, call, new(ChatRole.Tool, [new FunctionResultContent("call-of-b", "sunny")]), More], cancellationToken: Token);

        ChatMessage received = Assert.Single(targets.A.Requests).Messages[1];
        Assert.Null(received.RawRepresentation);
        Assert.All(received.Contents, content => Assert.Null(content.RawRepresentation));
        Assert.Equal(RequestAdaptations.ToolCallIds | RequestAdaptations.RawRepresentations, DecisionOf(response).Attempts[^1].Adaptations);
        Assert.Equal("raw call", contents[0].RawRepresentation);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Messages_OfTheTargetItself_GoAsTheyAre(bool streaming)
    {
        ChatMessage[] answers = await AnswerAsync(
            streaming, new TextReasoningContent("I think.") { ProtectedData = "sealed 1" }, new HostedFileContent("file-1"), new TextContent("Hi."));

        (IReadOnlyList<ChatMessage> received, AttemptRecord attempt) = await GoOnAsync(streaming, "b", answers);

        Assert.Equal(RequestAdaptations.None, attempt.Adaptations);
        Assert.Equal([Hello, .. answers, More], received);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Options_ModelId_IsForTheFirstRemoteTarget(bool streaming)
    {
        Fail(_targets.A);
        var options = new ChatOptions { ModelId = "model of a" };
        _targets.Preferred = "a";

        ChatResponse response = await _targets.Client.SendAsync(streaming, TestLargePrompt, options.RouteTo(RoutingChoice.RemoteOnly), Token);

        Assert.Equal("model of a", Assert.Single(_targets.A.Requests).Options!.ModelId);
        Assert.Null(Assert.Single(_targets.B.Requests).Options!.ModelId);
        Assert.Equal([RequestAdaptations.None, RequestAdaptations.ModelId], DecisionOf(response).Attempts.Select(attempt => attempt.Adaptations));
        Assert.Equal("model of a", options.ModelId);
    }

    [Fact]
    public void Pricing_ModelOfAnotherTarget_IsNotWhatATargetCosts()
    {
        var budget = new BudgetOptions { Models = { ["a"] = "model of a", ["b"] = "model of b" } };
        var pricing = new RequestPricing(budget, clientModels: null, TimeProvider.System);
        var context = new ChatRoutingContext([Hello], new() { ModelId = "other model of a" }, _targets.Client.Targets);

        Assert.Equal(
            [null, "other model of a", "model of b"], _targets.Client.Targets.Select(target => pricing.Of(target, context).Model));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Options_ThatATargetDoesNotTake_AreDroppedWithANote(bool streaming)
    {
        var unsupported = OptionalChatOptions.Temperature | OptionalChatOptions.Seed | OptionalChatOptions.TopK;
        var targets = new ThreeTargets(b: new(ChatCapabilities.All) { UnsupportedOptions = unsupported }) { Preferred = "b" };
        var options = new ChatOptions { Temperature = 0.5f, Seed = 7, TopP = 0.9f, Tools = [AIFunctionFactory.Create(() => 1, "one")] };

        ChatResponse response = await targets.Client.SendAsync(streaming, "Hello.", options, Token);

        ChatOptions received = Assert.Single(targets.B.Requests).Options!;
        Assert.Null(received.Temperature);
        Assert.Null(received.Seed);
        Assert.Equal(0.9f, received.TopP);
        Assert.Single(received.Tools!);
        Assert.Equal(0.5f, options.Temperature);
        Assert.Equal(OptionalChatOptions.Temperature | OptionalChatOptions.Seed, Assert.Single(DecisionOf(response).Attempts).DroppedOptions);
    }

    [Fact]
    public void Remove_EachOption_LeavesNoneOfIt()
    {
        foreach (OptionalChatOptions option in Enum.GetValues<OptionalChatOptions>())
        {
            ChatOptions options = new()
            {
                Temperature = 1,
                TopP = 1,
                TopK = 1,
                FrequencyPenalty = 1,
                PresencePenalty = 1,
                Seed = 1,
                Reasoning = new(),
                AllowMultipleToolCalls = true,
            };
            const OptionalChatOptions All = (OptionalChatOptions)255;

            DroppedOptions.Remove(options, option);

            Assert.Equal(All & ~option, DroppedOptions.Find(options, All));
        }
    }

    [Fact]
    public void Rekey_AnyId_IsValidForEveryProviderAndItsOwn() =>
        Gen.String.Array[2].Sample(ids =>
        {
            string[] keys = [.. ids.Select(ForeignContent.Rekey)];
            return keys.All(key => key.Length == 9 && key.All(char.IsAsciiLetterOrDigit)) && (keys[0] == keys[1]) == (ids[0] == ids[1]);
        });

    private static string TestLargePrompt => Client.TestHybrid.LargePrompt;

    /// <summary>Lets target b answer something.</summary>
    private async Task<ChatMessage[]> AnswerAsync(bool streaming, params AIContent[] contents)
    {
        Answer(_targets.B, contents);
        _targets.Preferred = "b";
        await _targets.Client.SendAsync(streaming, [Hello], cancellationToken: Token);
        return [new(ChatRole.Assistant, [.. contents])];
    }

    /// <summary>Goes on with another target, or the same one.</summary>
    private async Task<(IReadOnlyList<ChatMessage> Received, AttemptRecord Attempt)> GoOnAsync(bool streaming, string target, ChatMessage[] answers)
    {
        _targets.Preferred = target;
        ChatResponse response = await _targets.Client.SendAsync(streaming, [Hello, .. answers, More], cancellationToken: Token);
        FakeChatClient client = target == "a" ? _targets.A : _targets.B;
        return (client.Requests[^1].Messages, Assert.Single(DecisionOf(response).Attempts));
    }

    private sealed class ReadAll : IRawRepresentationReader
    {
        public bool CanRead(object rawRepresentation) => true;

        public string ReadJson(object rawRepresentation) => "{}";
    }
}
