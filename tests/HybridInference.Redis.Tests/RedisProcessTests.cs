using HybridInference.BudgetWorker;
using HybridInference.TestUtils;

namespace HybridInference.Redis.Tests;

public sealed class RedisProcessTests
{
    [Fact]
    public async Task Race_FourProcessesWithAThousandRequests_SendExactlyAHundred()
    {
        using RedisServer server = await RedisServer.StartOrSkipAsync();
        string ledger = Path.GetTempFileName();

        int[] calls = await WorkerProcess.RaceAsync("redis", $"{ledger},{server.Configuration}", processes: 4, requests: 250, fitting: 100);

        File.Delete(ledger);
        Assert.Equal(100, calls.Sum());
    }
}
