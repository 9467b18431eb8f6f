using HybridInference;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace EndToEnd.Tests.Semantics.Soak;

/// <summary>One request of the soak, made by chance.</summary>
internal sealed record SoakRequest(string Text, ChatOptions Options, bool Streaming, int? StopAfter, TimeSpan? CancelAfter)
{
    public const string Answered = "answered";
    public const string AnsweredForFree = "answered locally as a budget is exhausted";
    public const string Stopped = "stopped early";
    public const string Cancelled = "cancelled";

    private const int Texts = 400;
    private const int Users = 200;

    // Few enough that what is remembered of texts is full after the warm-up.
    private static readonly string[] PublicTexts = [.. Enumerable.Range(0, Texts).Select(i => $"Question {i}: {string.Join(' ', Enumerable.Repeat("why", 1 + (i % 30)))}?")];
    private static readonly string[] PrivateTexts = [.. Enumerable.Range(0, Texts / 10).Select(i => $"Write to {PrivateName(i)} about it.")];
    private static readonly AIFunction Clock = AIFunctionFactory.Create(() => "noon", "clock");

    /// <summary>Stands in each private text and in no public one.</summary>
    public static string PrivateHost => "mail.test.org";

    public static SoakRequest Create(Random random)
    {
        bool streaming = random.Next(2) == 0;
        return new(
            Pick(random, random.Next(4) == 0 ? PrivateTexts : PublicTexts),
            CreateOptions(random),
            streaming,
            StopAfter: streaming && random.Next(8) == 0 ? random.Next(1, 4) : null,
            CancelAfter: random.Next(10) == 0 ? TimeSpan.FromMilliseconds(random.Next(8)) : null);
    }

    /// <summary>Sends the request and says what came of it: one of the constants, or the name of the exception's type.</summary>
    public async Task<string> SendAsync(IChatClient client, CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (CancelAfter is { } delay)
        {
            cancellation.CancelAfter(delay);
        }

        try
        {
            return StopAfter is null ? await ReadAllAsync(client, cancellation.Token) : await ReadSomeAsync(client, cancellation.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Cancelled;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested) // Which one it is, is counted.
        {
            return exception.GetType().Name;
        }
    }

    private static string PrivateName(int i) => string.Join('@', $"someone{i}", PrivateHost);

    private static ChatOptions CreateOptions(Random random)
    {
        var options = new ChatOptions { Tools = random.Next(5) == 0 ? [Clock] : null };
        // One user in ten requests is poor soon.
        options.ForTenant("tenant", random.Next(10) == 0 ? "poor" : $"user{random.Next(Users)}");
        return random.Next(3) == 0 ? options.RouteTo(RoutingChoice.PreferRemote) : options;
    }

    private static T Pick<T>(Random random, T[] items) => items[random.Next(items.Length)];

    private async Task<string> ReadAllAsync(IChatClient client, CancellationToken cancellationToken)
    {
        ChatResponse response = await client.SendAsync(Streaming, Text, Options, cancellationToken);
        RoutingDecision decision = response.GetRoutingDecision() ?? throw new InvalidOperationException("An answer without a decision.");
        return decision.Verdict.Denials.Any(denial => denial.Reason == RoutingReasons.BudgetExhausted) ? AnsweredForFree : Answered;
    }

    private async Task<string> ReadSomeAsync(IChatClient client, CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (ChatResponseUpdate _ in client.GetStreamingResponseAsync(Text, Options, cancellationToken))
        {
            if (++count == StopAfter)
            {
                return Stopped;
            }
        }

        return Answered;
    }
}
