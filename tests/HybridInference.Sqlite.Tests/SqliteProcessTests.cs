using HybridInference.BudgetWorker;

namespace HybridInference.Sqlite.Tests;

public sealed class SqliteProcessTests
{
    [Fact]
    public async Task Race_FourProcessesWithAThousandRequests_SendExactlyAHundred()
    {
        using var file = new TemporaryFile();

        int[] calls = await WorkerProcess.RaceAsync("sqlite", file.Path, processes: 4, requests: 250, fitting: 100);

        Assert.Equal(100, calls.Sum());
    }
}
