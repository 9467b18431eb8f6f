using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>
/// Memory, handles and threads stay as they are, however many models are loaded and requests answered. <c>HYBRID_LEAK_CYCLES</c> says how
/// many loads (40 by default); there are ten requests for each. Alone in the process, as other tests would be measured too.
/// </summary>
[Collection(nameof(OnnxChatClientLeakTests))]
[CollectionDefinition(nameof(OnnxChatClientLeakTests), DisableParallelization = true)]
public sealed class OnnxChatClientLeakTests
{
    /// <summary>How much more resident memory there may be, after as many cycles again as have warmed up or more.</summary>
    private const long MaxGrowth = 24 << 20;

    private static readonly int Cycles = int.Parse(
        Environment.GetEnvironmentVariable("HYBRID_LEAK_CYCLES") ?? "40", CultureInfo.InvariantCulture);

    [Fact]
    public async Task LoadAndDispose_ManyTimes_LeavesNothingBehind()
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("Hello!"));

        await CheckAsync(Cycles, async _ =>
        {
            using OnnxChatClient client = folder.CreateClient();
            Assert.Equal("Hello!", (await client.AskAsync(streaming: true)).Text);
        });
    }

    [Fact]
    public async Task Requests_Many_LeaveNothingBehind()
    {
        using var client = new OnnxChatClient(new() { ModelPath = ModelFolders.Require(ModelFolders.Demo), IntraOpThreads = 1 });
        var options = new ChatOptions { MaxOutputTokens = 4 };

        await CheckAsync(Cycles, async cycle =>
        {
            IEnumerable<Task> requests = Enumerable.Range(0, 9).Select(i => client.AskAsync(i % 2 == 0, options, $"{cycle} and {i}"));
            await Task.WhenAll(requests.Append(CancelAsync(client, cycle)));
        });
        Assert.Equal(0, client.QueueLength);
    }

    /// <summary>Runs cycles, the first quarter to warm up, and compares before and after the rest.</summary>
    private static async Task CheckAsync(int cycles, Func<int, Task> run)
    {
        int warmUp = Math.Max(10, cycles / 4);
        for (int cycle = 0; cycle < warmUp; cycle++)
        {
            await run(cycle);
        }

        (long memory, int handles, int threads) = Measure();
        for (int cycle = warmUp; cycle < cycles; cycle++)
        {
            await run(cycle);
        }

        (long memoryAfter, int handlesAfter, int threadsAfter) = Measure();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{cycles - warmUp} cycles: {(memoryAfter - memory) / 1024:N0} KiB, {handlesAfter - handles} handles, {threadsAfter - threads} threads more");
        Assert.InRange(memoryAfter - memory, long.MinValue, MaxGrowth);
        Assert.InRange(handlesAfter - handles, int.MinValue, 8);
        Assert.InRange(threadsAfter - threads, int.MinValue, 8);
    }

    private static (long Memory, int Handles, int Threads) Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        int handles = OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : process.HandleCount;
        return (process.WorkingSet64, handles, process.Threads.Count);
    }

    private static async Task CancelAsync(OnnxChatClient client, int cycle)
    {
        using var cancellation = new CancellationTokenSource();
        Task<ChatResponse> request = client.AskCancellablyAsync(streaming: false, $"Never mind {cycle}", cancellation.Token);
        await cancellation.CancelAsync();
        Assert.True(await Record.ExceptionAsync(() => request) is null or OperationCanceledException);
    }
}
