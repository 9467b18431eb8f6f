using System.Collections.Immutable;

namespace HybridInference;

/// <summary>What an attempt asks of a budget store: an amount, under several limits at once, for a time.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="AttemptId">Identifies the attempt. Asking twice for one attempt reserves once.</param>
/// <param name="Scopes">The limits. The amount is reserved under all of them or under none.</param>
/// <param name="Amount">The amount in micro-units.</param>
/// <param name="Lease">How long the attempt may take before the reservation counts as left behind.</param>
/// <param name="Label">Whose attempt it is.</param>
public readonly record struct BudgetRequest(
    Guid AttemptId, ImmutableArray<BudgetScope> Scopes, long Amount, TimeSpan Lease, AttemptLabel? Label = null)
{
    /// <summary>Checks the request. Stores call this first.</summary>
    /// <exception cref="ArgumentException">There is no scope, one stands twice, or the identifier is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or too large, or the lease is not more than zero.</exception>
    public void ThrowIfInvalid()
    {
        if (AttemptId == Guid.Empty || Scopes.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A reservation needs an attempt's identifier and at least one scope.");
        }

        for (int i = 1; i < Scopes.Length; i++)
        {
            ThrowIfNamedBefore(i);
        }

        MicroAmount.Require(Amount, nameof(Amount));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Lease, TimeSpan.Zero);
    }

    /// <summary>Checks an amount that is to be settled. Stores call this first.</summary>
    /// <param name="amount">The amount in micro-units, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or too large.</exception>
    public static void ThrowIfInvalid(long? amount) => MicroAmount.Require(amount ?? 0, nameof(amount));

    private void ThrowIfNamedBefore(int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (Scopes[i].Key == Scopes[index].Key)
            {
                throw new ArgumentException($"The scope '{Scopes[index].Name}' stands twice in one reservation. Name each scope once.");
            }
        }
    }
}
