using Microsoft.Data.Sqlite;

namespace HybridInference.Sqlite;

/// <summary>A SQLite file with one connection, used by one call at a time.</summary>
/// <remarks>
/// Write-ahead logging lets other processes read while one writes; <c>synchronous = FULL</c> makes a commit survive a loss of power.
/// Calls block while the file is written: SQLite has no asynchronous I/O.
/// </remarks>
internal sealed class SqliteFile : IDisposable
{
    private const int MillisecondsToWaitForOthers = 30_000;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<string, SqliteCommand> _commands = [];
    private readonly string _path;
    private readonly string _schema;
    private SqliteConnection? _connection;

    public SqliteFile(string path, string schema)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (_path, _schema) = (path, schema);
    }

    /// <summary>Runs an action as one transaction that holds the file's only right to write.</summary>
    /// <exception cref="BudgetStoreException">The file cannot be opened, read or written.</exception>
    public ValueTask<T> WriteAsync<T>(Func<SqliteFile, T> action, CancellationToken cancellationToken) =>
        ReadAsync(file => file.InTransaction(action), cancellationToken);

    /// <summary>Runs an action that only reads.</summary>
    /// <exception cref="BudgetStoreException">The file cannot be opened or read.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<SqliteFile, T> action, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return action(this);
        }
        catch (SqliteException exception)
        {
            throw Unreachable(exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    public SqliteDataReader Query(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteReader();

    public void Dispose()
    {
        foreach (SqliteCommand command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
        _connection?.Dispose();
        _connection = null;
        _turn.Dispose();
    }

    private T InTransaction<T>(Func<SqliteFile, T> action)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            T result = action(this);
            Execute("COMMIT");
            return result;
        }
        catch
        {
            RollBackIfOpen();
            throw;
        }
    }

    /// <summary>Returns the prepared statement, with the values in the order of its parameters <c>$0</c>, <c>$1</c> and so on.</summary>
    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out SqliteCommand? command))
        {
            command = Open().CreateCommand();
            command.CommandText = sql;
            for (int i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            }

            _commands[sql] = command;
        }

        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    private SqliteConnection Open()
    {
        if (_connection is null)
        {
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ToString());
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText =
                $"PRAGMA busy_timeout = {MillisecondsToWaitForOthers}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; {_schema}";
            command.ExecuteNonQuery();
            _connection = connection;
        }

        return _connection;
    }

    private void RollBackIfOpen()
    {
        if (_connection is { } connection && SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            Execute("ROLLBACK");
        }
    }

    private BudgetStoreException Unreachable(SqliteException exception) =>
        new($"The SQLite file '{Path.GetFileName(_path)}' cannot be used (error {exception.SqliteErrorCode}). Check that its folder exists and can be written.", exception);
}
