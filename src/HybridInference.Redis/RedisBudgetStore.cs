using System.Globalization;
using StackExchange.Redis;

namespace HybridInference.Redis;

/// <summary>Keeps budgets in Redis: one limit for a fleet of machines. The server's clock says which window holds.</summary>
/// <remarks>
/// <para>
/// Thread-safe. Each operation is one script on keys that share a hash tag, so it is atomic and works on a cluster too. What survives a
/// crash of the server is up to its persistence: with <c>appendfsync always</c> everything, otherwise the last second may be lost.
/// </para>
/// <para>The connection stays the caller's. Connect with <c>AbortOnConnectFail = false</c>, so that it comes back by itself.</para>
/// </remarks>
public sealed class RedisBudgetStore : IBudgetStore
{
    /// <summary>The prefix of all keys when no other is given. The part in braces is the hash tag that keeps them in one slot.</summary>
    public const string DefaultKeyPrefix = "{hybrid-budgets}:";

    private readonly IConnectionMultiplexer _connection;
    private readonly string _scopePrefix;
    private readonly RedisKey _open;
    private readonly RedisKey _ends;
    private readonly TimeProvider _timeProvider;

    /// <summary>Initializes the store.</summary>
    /// <param name="connection">The connection, which is not disposed.</param>
    /// <param name="keyPrefix">The prefix of all keys, with a hash tag; <see cref="DefaultKeyPrefix"/> when <see langword="null"/>.</param>
    /// <param name="timeProvider">The clock of this machine, the system's when <see langword="null"/>; it has to agree with the server's to a day.</param>
    /// <exception cref="ArgumentException">The prefix has no hash tag.</exception>
    public RedisBudgetStore(IConnectionMultiplexer connection, string? keyPrefix = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        keyPrefix ??= DefaultKeyPrefix;
        int tag = keyPrefix.IndexOf('{', StringComparison.Ordinal);
        if (tag < 0 || keyPrefix.IndexOf('}', tag) <= tag + 1)
        {
            throw new ArgumentException($"The key prefix '{keyPrefix}' has no hash tag. Put a part of it in braces, as in '{DefaultKeyPrefix}'.", nameof(keyPrefix));
        }

        _connection = connection;
        _scopePrefix = keyPrefix + "scope:";
        _open = keyPrefix + "open";
        _ends = keyPrefix + "ends";
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Whether this machine's clock takes the place of the server's. Only tests of time do that.</summary>
    internal bool UsesOwnClock { get; init; }

    private RedisValue Clock => UsesOwnClock ? _timeProvider.GetUtcNow().ToUnixTimeMilliseconds() : RedisValue.EmptyString;

    /// <inheritdoc/>
    public async ValueTask<BudgetReservation> ReserveAsync(BudgetRequest request, CancellationToken cancellationToken = default)
    {
        request.ThrowIfInvalid();
        RedisValue[] answer = await RunAsync(BudgetScripts.Reserve, KeysOf(request), ValuesOf(request), cancellationToken).ConfigureAwait(false);
        if ((int)answer[0] == 1)
        {
            return BudgetReservation.Granted;
        }

        BudgetScope exhausted = request.Scopes[(int)answer[1]];
        var position = new WindowPosition((long)answer[2], (long)answer[3], (long)answer[4]);
        return new(exhausted, exhausted.Window.ResetsAt(position, (long)answer[5]));
    }

    /// <inheritdoc/>
    public async ValueTask<BudgetSettlement> SettleAsync(Guid attemptId, long? amount, CancellationToken cancellationToken = default)
    {
        BudgetRequest.ThrowIfInvalid(amount);
        RedisValue[] values = [attemptId.ToString(), amount is { } known ? known : RedisValue.EmptyString];
        RedisValue[] answer = await RunAsync(BudgetScripts.Settle, [_open, _ends], values, cancellationToken).ConfigureAwait(false);
        return (int)answer[0] == 1 ? new(IsApplied: true, (long)answer[1], (long)answer[2]) : default;
    }

    /// <inheritdoc/>
    public async ValueTask<BudgetBalance> GetBalanceAsync(BudgetScope scope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var values = new RedisValue[1 + WindowArguments.Count];
        values[0] = Clock;
        WindowArguments.Write(scope.Window, _timeProvider.GetUtcNow(), values.AsSpan(1));
        RedisValue[] answer = await RunAsync(BudgetScripts.Balance, [_scopePrefix + scope.Key], values, cancellationToken).ConfigureAwait(false);
        var position = new WindowPosition((long)answer[4], (long)answer[5], (long)answer[6]);
        return new(
            (long)answer[1],
            (long)answer[2],
            (long)answer[3],
            DateTimeOffset.FromUnixTimeMilliseconds(position.From),
            scope.Window.ResetsAt(position, (long)answer[7]));
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<OverdueReservation>> GetOverdueAsync(int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        RedisResult answer = await EvaluateAsync(BudgetScripts.Overdue, [_open, _ends], [Clock, count], cancellationToken).ConfigureAwait(false);
        return [.. ((RedisResult[])answer!).Select(row => ReadOverdue((RedisValue[])row!))];
    }

    private static OverdueReservation ReadOverdue(RedisValue[] row)
    {
        AttemptLabel? label = row[3].IsNullOrEmpty ? null : new(row[3]!, row[4]!, row[5].IsNullOrEmpty ? null : (string)row[5]!);
        return new(Guid.Parse((string)row[0]!), (long)row[1], DateTimeOffset.FromUnixTimeMilliseconds((long)row[2]), label);
    }

    private RedisKey[] KeysOf(BudgetRequest request)
    {
        var keys = new RedisKey[2 + request.Scopes.Length];
        (keys[0], keys[1]) = (_open, _ends);
        for (int i = 0; i < request.Scopes.Length; i++)
        {
            keys[2 + i] = _scopePrefix + request.Scopes[i].Key;
        }

        return keys;
    }

    private RedisValue[] ValuesOf(BudgetRequest request)
    {
        const int BeforeScopes = 7;
        const int PerScope = 1 + WindowArguments.Count;
        var values = new RedisValue[BeforeScopes + (request.Scopes.Length * PerScope)];
        (values[0], values[1], values[2], values[3]) = (Clock, request.Amount, (long)request.Lease.TotalMilliseconds, request.AttemptId.ToString());
        (values[4], values[5], values[6]) = (request.Label?.Tenant ?? "", request.Label?.Target ?? "", request.Label?.Model ?? "");
        DateTimeOffset now = _timeProvider.GetUtcNow();
        for (int i = 0; i < request.Scopes.Length; i++)
        {
            Span<RedisValue> ofScope = values.AsSpan(BeforeScopes + (i * PerScope), PerScope);
            ofScope[0] = request.Scopes[i].Limit;
            WindowArguments.Write(request.Scopes[i].Window, now, ofScope[1..]);
        }

        return values;
    }

    private async ValueTask<RedisValue[]> RunAsync(string script, RedisKey[] keys, RedisValue[] values, CancellationToken cancellationToken)
    {
        var answer = (RedisValue[])(await EvaluateAsync(script, keys, values, cancellationToken).ConfigureAwait(false))!;
        return (int)answer[0] >= 0 ? answer : throw new BudgetStoreException(string.Create(
            CultureInfo.InvariantCulture,
            $"The Redis server's clock is more than a window away from this machine's, {_timeProvider.GetUtcNow():u}. Set the clocks."));
    }

    private async ValueTask<RedisResult> EvaluateAsync(string script, RedisKey[] keys, RedisValue[] values, CancellationToken cancellationToken)
    {
        try
        {
            return await _connection.GetDatabase().ScriptEvaluateAsync(script, keys, values).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            throw new BudgetStoreException("The Redis server with the budgets cannot be reached. Check that it runs and that the connection's settings are right.", exception);
        }
    }
}
