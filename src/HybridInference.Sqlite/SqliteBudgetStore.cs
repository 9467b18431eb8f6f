using Microsoft.Data.Sqlite;

namespace HybridInference.Sqlite;

/// <summary>Keeps budgets in a SQLite file: for one device, with several processes, across restarts.</summary>
/// <remarks>
/// Thread-safe, and safe among processes on one machine; the file must not be on a network share. Each operation is one transaction,
/// on the disk when it returns. Disposing closes the file and leaves reservations as they are.
/// </remarks>
public sealed class SqliteBudgetStore : IBudgetStore, IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS budget_bucket (
            scope TEXT NOT NULL, bucket INTEGER NOT NULL,
            spent INTEGER NOT NULL, reserved INTEGER NOT NULL, overrun INTEGER NOT NULL,
            PRIMARY KEY (scope, bucket)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS budget_reservation (
            attempt TEXT PRIMARY KEY, amount INTEGER NOT NULL, charged INTEGER,
            reserved_at INTEGER NOT NULL, due INTEGER NOT NULL, tenant TEXT, target TEXT, model TEXT) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS budget_reservation_due ON budget_reservation (due) WHERE charged IS NULL;
        CREATE TABLE IF NOT EXISTS budget_reservation_scope (
            attempt TEXT NOT NULL, scope TEXT NOT NULL, bucket INTEGER NOT NULL,
            PRIMARY KEY (attempt, scope)) WITHOUT ROWID;
        """;

    private readonly SqliteFile _file;
    private readonly TimeProvider _timeProvider;

    /// <summary>Initializes the store. The file is opened, and made if it is not there, at the first call.</summary>
    /// <param name="path">The path of the file. It may also hold a <see cref="SqliteUsageLedger"/>.</param>
    /// <param name="timeProvider">The clock, the system's when <see langword="null"/>.</param>
    public SqliteBudgetStore(string path, TimeProvider? timeProvider = null)
    {
        _file = new(path, Schema);
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public ValueTask<BudgetReservation> ReserveAsync(BudgetRequest request, CancellationToken cancellationToken = default)
    {
        request.ThrowIfInvalid();
        return _file.WriteAsync(file => Exists(file, request.AttemptId) ? BudgetReservation.Granted : Reserve(file, request), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<BudgetSettlement> SettleAsync(Guid attemptId, long? amount, CancellationToken cancellationToken = default)
    {
        BudgetRequest.ThrowIfInvalid(amount);
        return _file.WriteAsync(file => Settle(file, attemptId.ToString(), amount), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<BudgetBalance> GetBalanceAsync(BudgetScope scope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return _file.ReadAsync(file => ReadBalance(file, scope, PositionOf(file, scope)), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OverdueReservation>> GetOverdueAsync(int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return _file.ReadAsync<IReadOnlyList<OverdueReservation>>(file => [.. ReadOverdue(file, count)], cancellationToken);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static bool Exists(SqliteFile file, Guid attemptId)
    {
        using SqliteDataReader found = file.Query("SELECT 1 FROM budget_reservation WHERE attempt = $0", attemptId.ToString());
        return found.Read();
    }

    private BudgetReservation Reserve(SqliteFile file, BudgetRequest request)
    {
        var positions = new WindowPosition[request.Scopes.Length];
        for (int i = 0; i < positions.Length; i++)
        {
            BudgetScope scope = request.Scopes[i];
            positions[i] = PositionOf(file, scope);
            BudgetBalance balance = ReadBalance(file, scope, positions[i]);
            if (balance.Used + request.Amount > scope.Limit)
            {
                return new(scope, balance.ResetsAt);
            }
        }

        Write(file, request, positions);
        return BudgetReservation.Granted;
    }

    private void Write(SqliteFile file, BudgetRequest request, WindowPosition[] positions)
    {
        string attempt = request.AttemptId.ToString();
        long now = _timeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        file.Execute(
            "INSERT INTO budget_reservation (attempt, amount, reserved_at, due, tenant, target, model) VALUES ($0, $1, $2, $3, $4, $5, $6)",
            attempt, request.Amount, now, now + (long)request.Lease.TotalMilliseconds, request.Label?.Tenant, request.Label?.Target, request.Label?.Model);
        for (int i = 0; i < positions.Length; i++)
        {
            string scope = request.Scopes[i].Key;
            file.Execute("INSERT INTO budget_reservation_scope (attempt, scope, bucket) VALUES ($0, $1, $2)", attempt, scope, positions[i].Bucket);
            file.Execute(
                """
                INSERT INTO budget_bucket (scope, bucket, spent, reserved, overrun) VALUES ($0, $1, 0, $2, 0)
                ON CONFLICT DO UPDATE SET reserved = reserved + excluded.reserved
                """,
                scope, positions[i].Bucket, request.Amount);
        }
    }

    private static BudgetSettlement Settle(SqliteFile file, string attempt, long? amount)
    {
        long reserved;
        long charged;
        using (SqliteDataReader settled = file.Query(
            "UPDATE budget_reservation SET charged = coalesce($1, amount) WHERE attempt = $0 AND charged IS NULL RETURNING amount, charged", attempt, amount))
        {
            if (!settled.Read())
            {
                return default;
            }

            (reserved, charged) = (settled.GetInt64(0), settled.GetInt64(1));
        }

        file.Execute(
            """
            UPDATE budget_bucket SET reserved = reserved - $1, spent = spent + $2, overrun = overrun + max(0, $2 - $1)
            FROM budget_reservation_scope AS place
            WHERE place.attempt = $0 AND budget_bucket.scope = place.scope AND budget_bucket.bucket = place.bucket
            """,
            attempt, reserved, charged);
        return new(IsApplied: true, reserved, charged);
    }

    private WindowPosition PositionOf(SqliteFile file, BudgetScope scope)
    {
        using SqliteDataReader last = file.Query("SELECT max(bucket) FROM budget_bucket WHERE scope = $0", scope.Key);
        WindowPosition position = scope.Window.At(_timeProvider.GetUtcNow());
        return last.Read() && !last.IsDBNull(0) ? position.NotBefore(last.GetInt64(0)) : position;
    }

    private static BudgetBalance ReadBalance(SqliteFile file, BudgetScope scope, WindowPosition position)
    {
        using SqliteDataReader sums = file.Query(
            """
            SELECT coalesce(sum(spent), 0), coalesce(sum(reserved), 0), coalesce(sum(overrun), 0), coalesce(min(bucket), $2)
            FROM budget_bucket WHERE scope = $0 AND bucket >= $1
            """,
            scope.Key, position.From, position.Bucket);
        sums.Read();
        return new(
            sums.GetInt64(0),
            sums.GetInt64(1),
            sums.GetInt64(2),
            DateTimeOffset.FromUnixTimeMilliseconds(position.From),
            scope.Window.ResetsAt(position, sums.GetInt64(3)));
    }

    private IEnumerable<OverdueReservation> ReadOverdue(SqliteFile file, int count)
    {
        using SqliteDataReader overdue = file.Query(
            """
            SELECT attempt, amount, reserved_at, tenant, target, model FROM budget_reservation
            WHERE charged IS NULL AND due <= $0 ORDER BY due LIMIT $1
            """,
            _timeProvider.GetUtcNow().ToUnixTimeMilliseconds(), count);
        while (overdue.Read())
        {
            AttemptLabel? label = overdue.IsDBNull(3) ? null : new(overdue.GetString(3), overdue.GetString(4), overdue.IsDBNull(5) ? null : overdue.GetString(5));
            yield return new(Guid.Parse(overdue.GetString(0)), overdue.GetInt64(1), DateTimeOffset.FromUnixTimeMilliseconds(overdue.GetInt64(2)), label);
        }
    }
}
