using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace HybridInference.Sqlite;

/// <summary>Keeps usage records in a SQLite file, which <c>hybrid report</c> reads.</summary>
/// <remarks>Thread-safe, and safe among processes on one machine. A record is on the disk when <see cref="RecordAsync"/> returns.</remarks>
public sealed class SqliteUsageLedger : IUsageLedger, IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS usage_record (
            attempt TEXT PRIMARY KEY, at INTEGER NOT NULL, tenant TEXT NOT NULL, target TEXT NOT NULL, location TEXT NOT NULL,
            outcome TEXT NOT NULL, model TEXT, input INTEGER, output INTEGER, cached_input INTEGER, reasoning INTEGER,
            estimated INTEGER NOT NULL, cost INTEGER, saved INTEGER, currency TEXT NOT NULL, reasons TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS usage_record_at ON usage_record (at);
        """;

    private const string Columns =
        "attempt, at, tenant, target, location, outcome, model, input, output, cached_input, reasoning, estimated, cost, saved, currency, reasons";

    private const int PageSize = 500;

    private readonly SqliteFile _file;

    /// <summary>Initializes the ledger. The file is opened, and made if it is not there, at the first call.</summary>
    /// <param name="path">The path of the file. It may also hold a <see cref="SqliteBudgetStore"/>.</param>
    public SqliteUsageLedger(string path)
    {
        _file = new(path, Schema);
    }

    /// <inheritdoc/>
    public ValueTask<bool> RecordAsync(UsageRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return _file.WriteAsync(file => Insert(file, record) > 0, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<UsageRecord?> FindAsync(Guid attemptId, CancellationToken cancellationToken = default) =>
        _file.ReadAsync(file => Read(file.Query($"SELECT {Columns} FROM usage_record WHERE attempt = $0", attemptId.ToString())).FirstOrDefault(), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<UsageRecord> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long moment = Milliseconds(from);
        string attempt = "";
        List<UsageRecord> page;
        do
        {
            page = await _file.ReadAsync(file => ReadPage(file, moment, attempt, Milliseconds(to)), cancellationToken).ConfigureAwait(false);
            foreach (UsageRecord record in page)
            {
                yield return record;
                (moment, attempt) = (Milliseconds(record.At), record.AttemptId.ToString());
            }
        }
        while (page.Count == PageSize);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static int Insert(SqliteFile file, UsageRecord record) => file.Execute(
        $"INSERT INTO usage_record ({Columns}) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING",
        record.AttemptId.ToString(), Milliseconds(record.At), record.Tenant, record.Target, record.Location.ToString(),
        record.Outcome.ToString(), record.Model, record.Usage?.Input, record.Usage?.Output, record.Usage?.CachedInput, record.Usage?.Reasoning,
        record.IsEstimated, record.Cost, record.Saved, record.Currency, string.Join(',', record.Reasons));

    /// <summary>Reads on behind the last record: a caller may take its time without keeping the file from others.</summary>
    private static List<UsageRecord> ReadPage(SqliteFile file, long from, string behind, long to) => [
        .. Read(file.Query(
            $"SELECT {Columns} FROM usage_record WHERE (at, attempt) > ($0, $1) AND at < $2 ORDER BY at, attempt LIMIT {PageSize.ToString(CultureInfo.InvariantCulture)}",
            from, behind, to)),
    ];

    private static IEnumerable<UsageRecord> Read(SqliteDataReader rows)
    {
        using (rows)
        {
            while (rows.Read())
            {
                yield return ReadRecord(rows);
            }
        }
    }

    private static UsageRecord ReadRecord(SqliteDataReader row) => new(
        Guid.Parse(row.GetString(0)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        row.GetString(2),
        row.GetString(3),
        Enum.Parse<TargetLocation>(row.GetString(4)),
        Enum.Parse<AttemptOutcome>(row.GetString(5)))
    {
        Model = row.IsDBNull(6) ? null : row.GetString(6),
        Usage = row.IsDBNull(7) ? null : new TokenUsage(row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10)),
        IsEstimated = row.GetBoolean(11),
        Cost = row.IsDBNull(12) ? null : row.GetInt64(12),
        Saved = row.IsDBNull(13) ? null : row.GetInt64(13),
        Currency = row.GetString(14),
        Reasons = row.GetString(15).Split(',', StringSplitOptions.RemoveEmptyEntries),
    };

    private static long Milliseconds(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();
}
