using HybridInference.TestUtils;
using StackExchange.Redis;

namespace HybridInference.Redis.Tests;

public sealed class RedisPrivacyTests
{
    [Fact]
    public async Task Files_AfterPrivateRequests_HoldNoneOfTheirValues()
    {
        using RedisServer server = await RedisServer.StartOrSkipAsync(durable: true);
        await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(server.Configuration);

        IReadOnlyList<string> values = await PrivateTraffic.SendAsync(new RedisBudgetStore(connection), ledger: null, TestContext.Current.CancellationToken);

        server.Kill();
        byte[][] files = [.. server.Files.Select(File.ReadAllBytes)];
        Assert.Contains(files, file => PrivateTraffic.Holds(file, PrivateTraffic.Model));
        Assert.All(values, value => Assert.DoesNotContain(files, file => PrivateTraffic.Holds(file, value)));
    }
}
