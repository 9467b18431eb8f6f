using HybridInference.TestUtils;
using Microsoft.Data.Sqlite;

namespace HybridInference.Sqlite.Tests;

public sealed class SqlitePrivacyTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Files_AfterPrivateRequests_HoldNoneOfTheirValues()
    {
        IReadOnlyList<string> values;
        using (var store = new SqliteBudgetStore(_file.Path))
        using (var ledger = new SqliteUsageLedger(_file.Path))
        {
            values = await PrivateTraffic.SendAsync(store, ledger, TestContext.Current.CancellationToken);
        }

        SqliteConnection.ClearAllPools();
        byte[][] files = [.. Directory.GetFiles(Path.GetDirectoryName(_file.Path)!).Select(File.ReadAllBytes)];

        Assert.Contains(files, file => PrivateTraffic.Holds(file, PrivateTraffic.Model));
        Assert.All(values, value => Assert.DoesNotContain(files, file => PrivateTraffic.Holds(file, value)));
    }
}
