using HybridInference.Tests.Client;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy.Rules;

/// <summary>Whatever a detector does instead of its work, nothing leaves.</summary>
public sealed class FailingDetectorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A text is looked at when the request is judged, when its values are collected, and when what came of it is read again.</summary>
    public static TheoryData<bool, int, Type> Failures
    {
        get
        {
            var failures = new TheoryData<bool, int, Type>();
            foreach (bool streaming in (bool[])[true, false])
            {
                foreach (int good in (int[])[0, 1, 2])
                {
                    failures.Add(streaming, good, typeof(InvalidOperationException));
                    failures.Add(streaming, good, typeof(OperationCanceledException));
                    failures.Add(streaming, good, typeof(OutOfMemoryException));
                }
            }

            return failures;
        }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Request_DetectorFailsAtSomeLook_StaysHere(bool streaming, int good, Type failure)
    {
        int looks = 0;
        var detector = new CallbackDetector(text =>
        {
            if (looks++ >= good)
            {
                throw (Exception)Activator.CreateInstance(failure)!;
            }
        });
        var hybrid = new TestHybrid(PrivateRequests.Down(), services: new() { Detector = detector }, options: Redacting());

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => hybrid.Client.SendAsync(streaming, Prompt(), cancellationToken: Token));

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_CancelledWhileTheDetectorLooks_GoesNowhere(bool streaming)
    {
        using var source = new CancellationTokenSource();
        var detector = new CallbackDetector(_ => source.Cancel());
        var hybrid = new TestHybrid(PrivateRequests.Down(), services: new() { Detector = detector }, options: Redacting());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hybrid.Client.SendAsync(streaming, Prompt(), cancellationToken: source.Token));

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_DetectorIsSlow_WaitsForIt(bool streaming)
    {
        using var looking = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var detector = new CallbackDetector(_ =>
        {
            looking.Set();
            goOn.Wait(Token);
        });
        var hybrid = new TestHybrid(PrivateRequests.Down(), services: new() { Detector = detector });

        Task<ChatResponse> request = Task.Run(() => hybrid.Client.SendAsync(streaming, Prompt(), cancellationToken: Token), Token);
        looking.Wait(Token);
        Assert.Empty(hybrid.Remote.Requests);
        goOn.Set();

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => request);
        Assert.Empty(hybrid.Remote.Requests);
    }

    private static HybridChatClientOptions Redacting() => PrivateRequests.Handling((PiiCategories.Email, PrivateDataHandling.RedactThenRemote));

    private static string Prompt() => $"Write to {PrivateText.Email()}.";

    /// <summary>Finds what the built-in detector does, after a callback.</summary>
    private sealed class CallbackDetector(Action<string> look) : IPiiDetector
    {
        public bool RunsLocally => true;

        public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
        {
            look(text.ToString());
            PiiDetector.Default.Detect(text, matches);
        }
    }
}
