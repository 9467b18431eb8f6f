using HybridInference;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace EndToEnd.Tests.Semantics;

/// <summary>One request of the matrix: what it meets, and the one thing that may come of it.</summary>
internal sealed record FaultCell(int Number, RemoteFault Fault, LocalState Local, bool IsPrivate, bool Streaming)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    /// <summary>Who answers or what is thrown, the requests that the remote side sees, and the attempts that are recorded.</summary>
    public string Expected => IsPrivate ? ExpectedOfPrivate() : ExpectedOfPublic();

    /// <summary>Sends the request and tells what came of it, in the same words.</summary>
    public async Task<string> RunAsync(RemoteSide remote, CancellationToken cancellationToken)
    {
        var ledger = new InMemoryUsageLedger();
        using var client = new HybridChatClient(
            [HybridTarget.Local(Local.CreateClient()), HybridTarget.Remote(remote.ClientFor(Fault.Place))],
            options: CreateOptions(),
            services: new() { FailureClassifiers = remote.Classifiers, UsageLedger = ledger });
        string result = await SendAsync(client, cancellationToken);
        List<UsageRecord> records = await ledger.ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken).ToListAsync(cancellationToken);
        string attempts = string.Join(", ", records.OrderBy(record => record.At).Select(record => $"{record.Target} {record.Outcome}"));
        RoutingDecision next = await client.ExplainAsync([new(ChatRole.User, "hello")], cancellationToken: cancellationToken);
        bool isLeftAlone = next.Verdict.Preferences.Any(preference => preference is { Target: "remote", Reason: RoutingReasons.TargetUnavailable });
        return Describe(result, remote.CountRequests(Number), attempts, isLeftAlone);
    }

    private static string Describe(string result, int sent, string attempts, bool isLeftAlone) =>
        $"{result}, {sent} sent: {attempts}{(isLeftAlone ? "; remote cools down" : "")}";

    private async Task<string> SendAsync(HybridChatClient client, CancellationToken cancellationToken)
    {
        string text = IsPrivate ? $"{Number} {string.Join('@', "someone", "mail.test.org")}" : $"{Number} hello";
        try
        {
            ChatResponse response = await client.SendAsync(
                Streaming, text, new ChatOptions().RouteTo(RoutingChoice.PreferRemote), cancellationToken);
            return $"{response.GetRoutingDecision()!.Target} answers";
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested) // Which one it is, is what is asked.
        {
            return exception.GetType().Name;
        }
    }

    /// <summary>Limits only what hangs, so that a busy machine does not change the other cells.</summary>
    private HybridChatClientOptions CreateOptions()
    {
        var options = new HybridChatClientOptions();
        if (Fault.Hangs)
        {
            options.RemoteTimeLimits.FirstContent = Limit;
            options.RemoteTimeLimits.WholeAnswer = Streaming ? null : Limit;
        }

        return options;
    }

    private string ExpectedOfPrivate() => Local == LocalState.Ready
        ? Describe("local answers", 0, "local Completed", isLeftAlone: false)
        : Describe(nameof(PrivateRequestUnservedException), 0, "local Failed", isLeftAlone: false);

    private string ExpectedOfPublic()
    {
        (string result, string attempts) = Fault.EffectOf(Streaming) switch
        {
            RemoteEffect.Answers => ("remote answers", "remote Completed"),
            RemoteEffect.Truncates => ("remote answers", "remote Truncated"),
            RemoteEffect.Throws => ("ClientResultException", "remote Failed"),
            RemoteEffect.Interrupts => (nameof(StreamInterruptedException), "remote Failed"),
            _ when Local == LocalState.Ready => ("local answers", "remote Failed, local Completed"),
            _ => (nameof(AllTargetsFailedException), "remote Failed, local Failed"),
        };
        return Describe(result, Fault.Place == RemotePlace.Server ? 1 : 0, attempts, Fault.CoolsDown);
    }
}
