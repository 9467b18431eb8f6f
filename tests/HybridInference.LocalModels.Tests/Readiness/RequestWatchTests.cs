using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.LocalModels.Tests;

public sealed class RequestWatchTests
{
    private static readonly UsageDetails Usage = new() { InputTokenCount = 20, CachedInputTokenCount = 5, OutputTokenCount = 7 };

    [Fact]
    public void Receive_ReaderIsLate_GivesTheTimesOfTheModel()
    {
        var time = new FakeTimeProvider();
        var watch = new RequestWatch(time, wasLoaded: true);
        long first = Advance(time, seconds: 1), last = Advance(time, seconds: 2);
        Advance(time, seconds: 60);

        watch.Tokens = new TokenTimes(first, last);
        Assert.Null(watch.Receive(new ChatResponseUpdate(ChatRole.Assistant, "text")));
        RequestTimes? times = watch.Receive(Last(Usage));

        Assert.Equal(new RequestTimes(20, 5, 7, HasEnded: true, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)), times);
    }

    [Fact]
    public void Receive_AnswerWithoutTokens_GivesNothing()
    {
        var watch = new RequestWatch(new FakeTimeProvider(), wasLoaded: true) { Tokens = new TokenTimes(1, 2) };

        Assert.Null(watch.Receive(Last(new UsageDetails { InputTokenCount = 20, OutputTokenCount = 0 })));
    }

    private static ChatResponseUpdate Last(UsageDetails usage) =>
        new(ChatRole.Assistant, [new UsageContent(usage)]) { FinishReason = ChatFinishReason.Stop };

    private static long Advance(FakeTimeProvider time, int seconds)
    {
        time.Advance(TimeSpan.FromSeconds(seconds));
        return time.GetTimestamp();
    }
}
