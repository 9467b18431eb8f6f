using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using HybridInference;
using HybridInference.LoopbackServer;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace EndToEnd.Tests.Semantics.Soak;

/// <summary>
/// Mixed requests from many threads while both sides fail by chance: nothing is lost, counted twice or left behind. The number of requests and
/// the seed come from <c>HYBRID_SOAK_REQUESTS</c> and <c>HYBRID_SOAK_SEED</c>.
/// </summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class SoakTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Concurrency = 64;
    private const int WarmUpPart = 2;
    private const int EnoughToExhaust = 10_000;
    private const long MaxHeapGrowth = 4 * 1024 * 1024;
    private const int MaxHandleGrowth = 2 * Concurrency;
    private const int MaxThreadGrowth = Concurrency;

    private static readonly int Requests = Setting("HYBRID_SOAK_REQUESTS", 10_000);
    private static readonly int Seed = Setting("HYBRID_SOAK_SEED", 1);

    private static readonly HashSet<string> Outcomes =
    [
        SoakRequest.Answered, SoakRequest.AnsweredForFree, SoakRequest.Stopped, SoakRequest.Cancelled,
        nameof(StreamInterruptedException), nameof(AllTargetsFailedException), nameof(PrivateRequestUnservedException), nameof(BudgetExhaustedException),
        // One target was allowed, or the failure is final: thrown as it is.
        "ClientResultException", "JsonReaderException", nameof(ArgumentOutOfRangeException), nameof(HttpRequestException), nameof(TimeoutException), nameof(IOException), nameof(NotSupportedException),
    ];

    private readonly ConcurrentDictionary<string, int> _outcomes = new();
    private readonly ConcurrentQueue<Exception> _unobserved = new();
    private readonly SoakBooks _books = new();
    private readonly SoakModel _model = new(Seed);
    private LoopbackOpenAIServer _server = null!;
    private ServiceProvider _services = null!;
    private int _served;
    private int _minThreads;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        _server.Respond = _model.AnswerRemotely;
        _services = new ServiceCollection().AddSoakRemote(_server.Endpoint).BuildServiceProvider();
        // Threads keep buffers: the pool is to have its size after the warm-up.
        ThreadPool.GetMinThreads(out _minThreads, out int completionThreads);
        ThreadPool.SetMinThreads(Concurrency, completionThreads);
        await ProcessState.MeasureAsync(Token);
        TaskScheduler.UnobservedTaskException += Keep;
    }

    public async ValueTask DisposeAsync()
    {
        TaskScheduler.UnobservedTaskException -= Keep;
        ThreadPool.GetMinThreads(out _, out int completionThreads);
        ThreadPool.SetMinThreads(_minThreads, completionThreads);
        await _services.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Requests_TenThousandMixedWithFaults_LoseAndLeaveNothing()
    {
        IChatClient[] clients = [.. SoakClients.Create(_services, _model, _books)];
        long start = Stopwatch.GetTimestamp();
        Run(clients, Requests / WarmUpPart, firstSeed: Seed);
        ProcessState warm = await ForgetAndMeasureAsync();
        Run(clients, Requests - (Requests / WarmUpPart), firstSeed: Seed + Concurrency);
        ProcessState end = await ForgetAndMeasureAsync();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);

        (long reserved, long spent) = await _books.SumAsync(Token);
        Print(warm, end, elapsed, reserved, spent);
        Assert.Equal(Requests, _outcomes.Values.Sum());
        Assert.Subset(Outcomes, _outcomes.Keys.ToHashSet());
        Assert.Equal((_books.Calls, 0), (_books.Records, _books.Doubled));
        Assert.Equal((0, _books.Cost), (reserved, spent));
        Assert.True(Requests < EnoughToExhaust || _outcomes.ContainsKey(SoakRequest.AnsweredForFree), "No budget was exhausted.");
        Assert.Empty(_unobserved);
        Assert.InRange(end.HeapBytes - warm.HeapBytes, long.MinValue, MaxHeapGrowth);
        Assert.InRange(end.Handles - warm.Handles, int.MinValue, MaxHandleGrowth);
        Assert.InRange(end.Threads - warm.Threads, int.MinValue, MaxThreadGrowth);
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Sends requests from as many threads, each of which waits for its own.</summary>
    private void Run(IChatClient[] clients, int count, int firstSeed)
    {
        int left = count;
        Thread[] threads = [.. Enumerable.Range(0, Concurrency).Select(worker => new Thread(() =>
        {
            var random = new Random(firstSeed + worker);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                IChatClient client = clients[random.Next(clients.Length)];
                string outcome = SoakRequest.Create(random).SendAsync(client, Token).GetAwaiter().GetResult();
                _outcomes.AddOrUpdate(outcome, 1, (_, before) => before + 1);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }

    /// <summary>Makes the test's own bookkeeping forget, so that the rest is what is measured.</summary>
    private async Task<ProcessState> ForgetAndMeasureAsync()
    {
        _served += _server.RequestCount;
        Assert.False(_server.HasReceived(SoakRequest.PrivateHost));
        _server.Forget();
        _books.Forget();
        return await ProcessState.MeasureAsync(Token);
    }

    private void Keep(object? sender, UnobservedTaskExceptionEventArgs args) => _unobserved.Enqueue(args.Exception);

    private void Print(ProcessState warm, ProcessState end, TimeSpan elapsed, long reserved, long spent) => output.WriteLine(string.Join(
        "; ",
        $"soak: {Requests} requests, seed {Seed}, {Concurrency} threads, {(int)elapsed.TotalSeconds} s",
        $"{_books.Calls} calls, {_books.Records} records, {_books.Doubled} doubled, {_served} reached the server",
        $"reserved {reserved}, spent {spent}, records cost {_books.Cost}",
        $"{_unobserved.Count} unobserved",
        $"after warm-up {warm}",
        $"grown by {(end.HeapBytes - warm.HeapBytes) / 1024} KiB, {end.Handles - warm.Handles} handles, {end.Threads - warm.Threads} threads",
        string.Join(", ", _outcomes.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}"))));
}
