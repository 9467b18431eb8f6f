using HybridInference.Tests.Client;
using HybridInference.TestUtils;

namespace HybridInference.Tests.Privacy.Rules;

public sealed class PrivacyPreconditionsTests
{
    [Fact]
    public void Constructor_DetectorRunsElsewhere_IsRefused()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new TestHybrid(services: new() { Detector = new RemoteDetector() }));

        Assert.Contains(nameof(RemoteDetector), thrown.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Constructor_PolicyRunsElsewhere_IsRefusedBesidePrivacy(bool besidePrivacy)
    {
        IRoutingPolicy[] policies = besidePrivacy ? [new RemoteJudge(), new PiiRoutingPolicy()] : [new RemoteJudge()];

        Exception? thrown = Record.Exception(() => new HybridChatClient([HybridTarget.Local(new FakeChatClient())], policies));

        Assert.Equal(besidePrivacy, thrown is ArgumentException && thrown.Message.Contains("'judge'"));
    }

    [Fact]
    public void Constructor_UnreadableRedacted_IsRefused()
    {
        HybridChatClientOptions options = PrivateRequests.Handling((PiiCategories.Unreadable, PrivateDataHandling.RedactThenRemote));

        var thrown = Assert.Throws<ArgumentException>(() => new TestHybrid(options: options));

        Assert.Contains("Privacy.Handling[UNREADABLE]", thrown.Message);
    }

    private sealed class RemoteDetector : IPiiDetector
    {
        public bool RunsLocally => false;

        public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches) => throw new InvalidOperationException("called");
    }

    private sealed class RemoteJudge : IRoutingPolicy
    {
        public string Name => "judge";

        public bool RunsLocally => false;

        public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default) =>
            new(RoutingVerdict.Abstain);
    }
}
