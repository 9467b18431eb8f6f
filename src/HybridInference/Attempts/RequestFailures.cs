namespace HybridInference;

/// <summary>What went wrong so far in one request; made at its first failure.</summary>
internal sealed class RequestFailures
{
    /// <summary>What the targets threw, in order.</summary>
    public List<Exception> Exceptions { get; } = [];

    /// <summary>The pace of further tries, when the request waits for this device.</summary>
    public LocalWait? Wait { get; set; }

    /// <summary>The first interruption after which another target took over.</summary>
    public StreamInterruptedException? Interruption { get; set; }

    /// <summary>What another target goes on with after the interruption, when it does not begin again.</summary>
    public PartialAnswer? Continued { get; set; }

    /// <summary>Throws what the caller gets when no target is left to try.</summary>
    /// <returns><see langword="false"/> when there was one failure, which is thrown on as it is.</returns>
    public bool ThrowUnserved(RoutingDecision decision)
    {
        if (Interruption is not null)
        {
            return Throw(decision);
        }

        if (decision.IsPrivate)
        {
            throw new PrivateRequestUnservedException(decision, Exceptions);
        }

        return Exceptions.OfType<BudgetExhaustedException>().FirstOrDefault() is { } exhausted
            ? throw new BudgetExhaustedException(exhausted.Scope, exhausted.ResetsAt, decision)
            : Throw(decision);
    }

    /// <summary>Throws every failure in order.</summary>
    /// <returns><see langword="false"/> when there was one failure, which is thrown on as it is.</returns>
    public bool Throw(RoutingDecision decision)
    {
        // Once part of an answer is out, that is what the caller has to know first.
        if (Interruption is { } interruption)
        {
            throw new StreamInterruptedException(interruption.Target, interruption.PartialText, new AggregateException(Exceptions));
        }

        return Exceptions.Count == 1 ? false : throw new AllTargetsFailedException(decision, Exceptions);
    }
}
