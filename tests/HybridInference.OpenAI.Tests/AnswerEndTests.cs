using HybridInference.LoopbackServer;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.OpenAI.Tests;

/// <summary>How answers end over HTTP, and what the hybrid client makes of it.</summary>
public class AnswerEndTests
{
    private static readonly LoopbackReply Answer = LoopbackReply.Text("one two three");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "one")]
    [InlineData(3, "one two three")]
    public async Task Stream_CleanEndWithoutFinishReason_IsRecordedAsTruncated(int chunks, string text)
    {
        ChatResponse response = await SendAsync(Answer with { Fault = LoopbackFault.EndAfter(chunks) }, streaming: true);

        Assert.Equal(text, response.Text);
        Assert.Null(response.FinishReason);
        Assert.Equal(AttemptOutcome.Truncated, OutcomeOf(response));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Stream_ErrorObjectInPlaceOfTheRest_IsRecordedAsTruncated(int chunks)
    {
        // The SDK passes over it.
        ChatResponse response = await SendAsync(Answer with { Fault = LoopbackFault.ErrorAfter(chunks) }, streaming: true);

        Assert.Equal(AttemptOutcome.Truncated, OutcomeOf(response));
    }

    [Fact]
    public async Task Stream_DoneWithoutFinishReason_IsRecordedAsTruncated()
    {
        ChatResponse response = await SendAsync(Answer with { FinishReason = null }, streaming: true);

        Assert.Equal("one two three", response.Text);
        Assert.Equal(AttemptOutcome.Truncated, OutcomeOf(response));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_WithoutUsage_IsComplete(bool streaming)
    {
        ChatResponse response = await SendAsync(Answer with { Usage = null }, streaming);

        Assert.Null(response.Usage);
        Assert.Equal(AttemptOutcome.Completed, OutcomeOf(response));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_UsageInAChunkAfterTheFinishReason_IsCompleteAndCountedOnce(bool streaming)
    {
        ChatResponse response = await SendAsync(Answer with { Usage = new(7, 5) }, streaming);

        Assert.Equal((7, 5), (response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount));
        Assert.Equal(AttemptOutcome.Completed, OutcomeOf(response));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_CutAtTheLengthOrByTheContentFilter_IsComplete(bool streaming)
    {
        foreach (string reason in new[] { "length", "content_filter" })
        {
            ChatResponse response = await SendAsync(Answer with { FinishReason = reason }, streaming);

            Assert.Equal(new ChatFinishReason(reason), response.FinishReason);
            Assert.Equal(AttemptOutcome.Completed, OutcomeOf(response));
        }
    }

    [Fact]
    public async Task Answer_FinishReasonUnknown_FailsOverUnlessContentIsOut()
    {
        ChatResponse whole = await SendAsync(Answer with { FinishReason = "eos" }, streaming: false);
        ChatResponse empty = await SendAsync(new() { FinishReason = "eos" }, streaming: true);

        Assert.Equal(["local answer", "local answer"], [whole.Text, empty.Text]);
        await Assert.ThrowsAsync<StreamInterruptedException>(() => SendAsync(Answer with { FinishReason = "eos" }, streaming: true));
    }

    private static async Task<ChatResponse> SendAsync(LoopbackReply reply, bool streaming)
    {
        await using var remote = await Remote.StartAsync(reply);
        using var client = new HybridChatClient(
            [HybridTarget.Remote(remote.Client), HybridTarget.Local(FakeChatClient.Replying("local answer"))],
            services: new() { FailureClassifiers = [new OpenAIFailureClassifier()] });
        return await client.SendAsync(streaming, "hello", new ChatOptions().RouteTo(RoutingChoice.PreferRemote), Token);
    }

    private static AttemptOutcome OutcomeOf(ChatResponse response) => Assert.Single(response.GetRoutingDecision()!.Attempts).Outcome;
}
