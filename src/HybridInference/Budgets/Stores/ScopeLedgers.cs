namespace HybridInference;

/// <summary>The sums of all scopes of the in-memory store. Those of windows long gone are dropped as new ones come.</summary>
internal sealed class ScopeLedgers
{
    private const int FirstCleanup = 1024;

    private readonly Dictionary<string, ScopeLedger> _ledgers = new(StringComparer.Ordinal);
    private int _cleanUpAt = FirstCleanup;

    public int Count => _ledgers.Count;

    public ScopeLedger Of(BudgetScope scope, DateTimeOffset now)
    {
        if (!_ledgers.TryGetValue(scope.Key, out ScopeLedger? ledger))
        {
            CleanUp(now);
            _ledgers[scope.Key] = ledger = new(scope.Window);
        }

        return ledger;
    }

    private void CleanUp(DateTimeOffset now)
    {
        if (_ledgers.Count < _cleanUpAt)
        {
            return;
        }

        foreach ((string key, ScopeLedger ledger) in _ledgers)
        {
            if (ledger.IsOver(now))
            {
                _ledgers.Remove(key);
            }
        }

        _cleanUpAt = Math.Max(FirstCleanup, _ledgers.Count * 2);
    }
}
