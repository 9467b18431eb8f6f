using System.Collections.Concurrent;

namespace EndToEnd.Tests.Semantics;

/// <summary>
/// Every fault of the remote side, on both paths, for public and private requests, with the local side in every state: one expected outcome
/// each, over real HTTP. The table of what came of it is the test's output.
/// </summary>
public sealed class FaultMatrixTests(ITestOutputHelper output)
{
    private const int Concurrency = 8;

    private static readonly FaultCell[] Cells =
    [
        .. (from fault in RemoteFault.All
            from streaming in new[] { true, false }
            from isPrivate in new[] { false, true }
            from local in LocalState.All
            select (fault, streaming, isPrivate, local)).Select((cell, number) => new FaultCell(number, cell.fault, cell.local, cell.isPrivate, cell.streaming)),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_EveryFaultPathAndState_HaveTheOneExpectedOutcome()
    {
        var outcomes = new ConcurrentDictionary<FaultCell, string>();
        await using (RemoteSide remote = await RemoteSide.StartAsync(Cells, Token))
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = Token };
            await Parallel.ForEachAsync(Cells, parallel, async (cell, token) => outcomes[cell] = await cell.RunAsync(remote, token));
        }

        Print(outcomes);
        Assert.All(Cells, cell => Assert.Equal((Name(cell), cell.Expected), (Name(cell), outcomes[cell])));
    }

    private void Print(ConcurrentDictionary<FaultCell, string> outcomes)
    {
        output.WriteLine(Row("remote fault", "path", "request", LocalState.All.Select(local => $"local {local.Name}")));
        foreach (var row in Cells.GroupBy(cell => (cell.Fault.Name, cell.Streaming, cell.IsPrivate)))
        {
            (string fault, bool streaming, bool isPrivate) = row.Key;
            output.WriteLine(Row(fault, streaming ? "streamed" : "whole", isPrivate ? "private" : "public", row.Select(cell => outcomes[cell])));
        }

        output.WriteLine($"{Cells.Length} cells");
    }

    private static string Row(string fault, string path, string request, IEnumerable<string> cells) =>
        $"| {fault,-32} | {path,-8} | {request,-7} | {string.Join(" | ", cells.Select(cell => $"{cell,-82}"))} |";

    private static string Name(FaultCell cell) =>
        $"{cell.Fault.Name}, streamed {cell.Streaming}, private {cell.IsPrivate}, local {cell.Local.Name}";
}
