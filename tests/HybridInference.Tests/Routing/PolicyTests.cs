using Microsoft.Extensions.AI;
using static HybridInference.Tests.Routing.TestTargets;

namespace HybridInference.Tests.Routing;

public sealed class PolicyTests
{
    [Theory]
    [InlineData(RoutingChoice.Automatic, "local,remote")]
    [InlineData(RoutingChoice.LocalOnly, "local")]
    [InlineData(RoutingChoice.RemoteOnly, "remote")]
    [InlineData(RoutingChoice.PreferLocal, "local,remote")]
    [InlineData(RoutingChoice.PreferRemote, "remote,local")]
    public async Task CallerChoice_KnownChoice_AllowsAndOrders(RoutingChoice choice, string expected)
    {
        var options = new ChatOptions().RouteTo(choice);

        Assert.Equal(expected, await TargetsAsync(new CallerChoiceRoutingPolicy(), Context("hi", options)));
    }

    [Theory]
    [InlineData("localonly", "local")]
    [InlineData("RemoteOnly", "remote")]
    [InlineData("everywhere", "")]
    [InlineData("77", "")]
    public async Task CallerChoice_ChoiceAsText_IsParsedOrRefused(string value, string expected)
    {
        var options = new ChatOptions { AdditionalProperties = new() { [ChatOptionsRoutingExtensions.RoutingChoiceKey] = value } };

        Assert.Equal(expected, await TargetsAsync(new CallerChoiceRoutingPolicy(), Context("hi", options)));
    }

    public static TheoryData<string, AIContent[]> ContentsBeyondText => new()
    {
        { "ImageInput", [new DataContent(new byte[] { 1 }, "image/png")] },
        { "AudioInput", [new UriContent("https://example.org/a.mp3", "audio/mpeg")] },
        { "FileInput", [new DataContent(new byte[] { 1 }, "application/pdf")] },
        { "Tools", [new FunctionCallContent("1", "f")] },
    };

    [Theory]
    [MemberData(nameof(ContentsBeyondText))]
    public async Task Capability_ContentBeyondText_DeniesTheTargetThatLacksIt(string missing, AIContent[] contents)
    {
        ChatRoutingContext context = Context([new ChatMessage(ChatRole.User, contents)]);

        RoutingVerdict verdict = await new CapabilityRoutingPolicy().EvaluateAsync(context, TestContext.Current.CancellationToken);

        Assert.Equal(new TargetDenial("local", RoutingReasons.CapabilityMissing, missing), Assert.Single(verdict.Denials));
    }

    public static TheoryData<ChatOptions> OptionsBeyondText =>
    [
        new ChatOptions { Tools = [AIFunctionFactory.Create(() => 1, "f")] },
        new ChatOptions { Tools = [new HostedWebSearchTool()] },
        new ChatOptions { ResponseFormat = ChatResponseFormat.Json },
        new ChatOptions { ConversationId = "c" },
    ];

    [Theory]
    [MemberData(nameof(OptionsBeyondText))]
    public async Task Capability_OptionsBeyondText_AreRemoteOnly(ChatOptions options) =>
        Assert.Equal("remote", await TargetsAsync(new CapabilityRoutingPolicy(), Context("hi", options)));

    [Fact]
    public async Task Capability_ToolsSwitchedOff_NeedsNoTools()
    {
        var options = new ChatOptions { Tools = [new HostedWebSearchTool()], ToolMode = ChatToolMode.None };

        Assert.Equal("local,remote", await TargetsAsync(new CapabilityRoutingPolicy(), Context("hi", options)));
    }

    [Fact]
    public async Task Capability_PromptAndOutputBeyondTheContext_DeniesWithTheNumbers()
    {
        ChatRoutingContext context = Context(new string('a', 4 * 400), new ChatOptions { MaxOutputTokens = 200 });

        RoutingVerdict verdict = await new CapabilityRoutingPolicy().EvaluateAsync(context, TestContext.Current.CancellationToken);

        TargetDenial denial = Assert.Single(verdict.Denials);
        Assert.Equal(RoutingReasons.ContextTooLong, denial.Reason);
        Assert.Contains("604", denial.Detail);
        Assert.Contains("512", denial.Detail);
    }

    [Theory]
    [InlineData(ChatCapabilities.None)]
    [InlineData(ChatCapabilities.All)]
    public async Task Capability_NoRoomInMemory_DeniesWithTheNumbers(ChatCapabilities capabilities)
    {
        var state = new FakeTargetState { Shortage = new MemoryShortage(3 << 20, 1 << 19) };
        RouteTarget local = new("local", TargetLocation.Local, new(capabilities)) { State = state };
        var context = new ChatRoutingContext([new(ChatRole.User, "hi")], new() { MaxOutputTokens = 50 }, [local, Remote]);

        RoutingVerdict verdict = await new CapabilityRoutingPolicy().EvaluateAsync(context, TestContext.Current.CancellationToken);

        Assert.Equal(
            new TargetDenial("local", RoutingReasons.MemoryTooSmall, "at least 3.0 MiB of memory are needed, 0.5 MiB are available"),
            Assert.Single(verdict.Denials));
        Assert.Equal((context.EstimatedInputTokens, 50), state.Asked);
    }

    [Fact]
    public async Task Pii_PrivateMessage_DeniesRemoteWithCategoriesOnly()
    {
        ChatRoutingContext context = Context("Pay with " + PrivateText.CardNumber());

        RoutingVerdict verdict = await new PiiRoutingPolicy().EvaluateAsync(context, TestContext.Current.CancellationToken);

        Assert.Equal(new TargetDenial("remote", RoutingReasons.PiiDetected, PiiCategories.CreditCard), Assert.Single(verdict.Denials));
    }

    [Fact]
    public async Task Pii_NothingPrivate_Abstains() =>
        Assert.Equal(
            RoutingVerdict.Abstain,
            await new PiiRoutingPolicy().EvaluateAsync(Context("What is the capital of France?"), TestContext.Current.CancellationToken));

    [Theory]
    [InlineData(10, "local,remote")]
    [InlineData(5000, "remote,local")]
    public async Task PromptSize_ByLength_PrefersATarget(int characters, string expected) =>
        Assert.Equal(expected, await TargetsAsync(new PromptSizeRoutingPolicy(256), Context(new string('a', characters))));

    [Fact]
    public void PromptSize_NegativeThreshold_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromptSizeRoutingPolicy(-1));

    private static async Task<string> TargetsAsync(IRoutingPolicy policy, ChatRoutingContext context) =>
        string.Join(',', RoutingDecision.Create(Both, await policy.EvaluateAsync(context)).Targets);
}
