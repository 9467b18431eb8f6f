using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace HybridInference;

/// <summary>Where a request may run, in which order, and why; and, once it ran, what each attempt came to.</summary>
/// <remarks>
/// <para>
/// The set of targets is frozen: whatever happens later, nothing outside <see cref="Targets"/> is called. The same request, policies
/// and targets give an equal list of targets and reasons.
/// </para>
/// <para>
/// Stands in the additional properties of a response, and of the first and the last streaming update, under <see cref="PropertyName"/>.
/// Holds names, codes, numbers and times, never text of the request. Immutable and thread-safe.
/// </para>
/// <para>
/// As a sequence it is its <see cref="Reasons"/>, and so it is in JSON, with or without reflection. It is not read back: a response that was
/// kept as JSON, such as one out of a cache, has no decision.
/// </para>
/// </remarks>
public sealed class RoutingDecision : IEnumerable<string>
{
    /// <summary>The key of the decision in the additional properties of responses and updates.</summary>
    public const string PropertyName = "hybrid.decision";

    /// <summary>The key, in the additional properties of an update, that tells that a target begins an answer again, see <see cref="StreamInterruption.Restart"/>.</summary>
    public const string RestartedPropertyName = "hybrid.restarted";

    /// <summary>The key, in the additional properties of an update, that tells that a target goes on with another one's answer, see <see cref="StreamInterruption.Continue"/>.</summary>
    public const string ContinuedPropertyName = "hybrid.continued";

    private const int MaxTargetsOnStack = 8;

    private RoutingDecision(ImmutableArray<string> targets, RoutingVerdict verdict, ImmutableArray<AttemptRecord> attempts)
    {
        Targets = targets;
        Verdict = verdict;
        Attempts = attempts;
    }

    /// <summary>Gets the names of the allowed targets, the most preferred first. Empty when the request was refused.</summary>
    public ImmutableArray<string> Targets { get; }

    /// <summary>Gets what the policies said together: every denial and every preference with its reason.</summary>
    public RoutingVerdict Verdict { get; }

    /// <summary>Gets the attempts so far, the first one first.</summary>
    public ImmutableArray<AttemptRecord> Attempts { get; }

    /// <summary>Gets the private data that was found in the request, by place, category and count. Empty when no policy asked for it.</summary>
    public IReadOnlyList<PrivateDataFinding> PrivateData => Privacy.Findings;

    /// <summary>Gets the messages of this private request that had been sent to a remote target before they turned private.</summary>
    public IReadOnlyList<PriorExposure> PriorExposures => Privacy.Exposures;

    /// <summary>Gets whether private data, or a detector that failed, keeps the request from leaving the machine as it is.</summary>
    internal bool IsPrivate => Verdict.Transformations != RequestTransformations.None || Verdict.Denials.Any(denial => denial.IsForPrivacy);

    private PrivateContent Privacy { get; init; } = PrivateContent.None;

    /// <summary>Gets the name of the target of the last attempt, or of the most preferred one before any attempt; <see langword="null"/> when refused.</summary>
    public string? Target => Attempts.IsEmpty ? Targets.FirstOrDefault() : Attempts[^1].Target;

    /// <summary>Gets why <see cref="Target"/> was chosen: the reasons of its preferences and of the other targets' denials. Never empty.</summary>
    public IReadOnlyList<string> Reasons => ReasonsFor(Target);

    /// <summary>Returns the targets and the reasons, for logs.</summary>
    /// <returns>For example <c>[local] because pii_detected</c>.</returns>
    public override string ToString() => $"[{string.Join(", ", Targets)}] because {string.Join(", ", Reasons)}";

    IEnumerator<string> IEnumerable<string>.GetEnumerator() => Reasons.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Reasons.GetEnumerator();

    /// <summary>Carries out the verdict: takes the denied targets out and orders the rest by weight, then by registration.</summary>
    internal static RoutingDecision Create(
        IReadOnlyList<RouteTarget> targets,
        RoutingVerdict verdict,
        IReadOnlyList<PrivateDataFinding>? privateData = null,
        IReadOnlyList<PriorExposure>? priorExposures = null)
    {
        var names = new string[targets.Count];
        Span<long> weights = names.Length <= MaxTargetsOnStack ? stackalloc long[MaxTargetsOnStack] : new long[names.Length];
        int count = 0;
        for (int i = 0; i < names.Length; i++)
        {
            if (!IsDenied(targets[i], verdict))
            {
                Insert(names, weights, count++, targets[i].Name, WeightOf(targets[i], verdict));
            }
        }

        Array.Resize(ref names, count);
        return new(ImmutableCollectionsMarshal.AsImmutableArray(names), verdict, []) { Privacy = PrivateContent.Of(privateData, priorExposures) };
    }

    internal RoutingDecision With(AttemptRecord attempt) =>
        new(Targets, Verdict, Attempts.Add(attempt)) { Privacy = Privacy };

    /// <exception cref="NoRouteException">No target may serve the request.</exception>
    internal static void ThrowIfRefused(RoutingDecision decision)
    {
        if (decision.Targets.IsEmpty)
        {
            throw decision.IsPrivate ? new PrivateRequestUnservedException(decision, []) : new NoRouteException(decision);
        }
    }

    private static bool IsDenied(RouteTarget target, RoutingVerdict verdict)
    {
        foreach (TargetDenial denial in verdict.Denials)
        {
            if (denial.Target == target.Name)
            {
                return true;
            }
        }

        return false;
    }

    private static long WeightOf(RouteTarget target, RoutingVerdict verdict)
    {
        long weight = 0;
        foreach (TargetPreference preference in verdict.Preferences)
        {
            weight += preference.Target == target.Name ? preference.Weight : 0;
        }

        return weight;
    }

    /// <summary>Keeps the first entries in order; a target comes after those of the same weight that were registered before it.</summary>
    private static void Insert(Span<string> names, Span<long> weights, int count, string name, long weight)
    {
        int index = count;
        for (; index > 0 && weights[index - 1] < weight; index--)
        {
            names[index] = names[index - 1];
            weights[index] = weights[index - 1];
        }

        names[index] = name;
        weights[index] = weight;
    }

    /// <summary>Why the last attempt is not the first one. A hedge that failed is no reason: the attempt that it was started beside had begun before.</summary>
    private static IEnumerable<string> ReasonsOf(ImmutableArray<AttemptRecord> attempts)
    {
        foreach (AttemptRecord attempt in attempts)
        {
            if (attempt.WithheldReason is { } reason)
            {
                yield return reason;
            }
        }

        if (attempts.SkipLast(1).Any(attempt => attempt is { Outcome: AttemptOutcome.Failed, IsHedge: false }))
        {
            yield return RoutingReasons.Failover;
        }

        if (attempts[^1].IsHedge)
        {
            yield return RoutingReasons.Hedge;
        }
    }

    private string[] ReasonsFor(string? target)
    {
        string[] reasons =
        [
            .. Verdict.Denials.Where(denial => denial.Target != target).Select(denial => denial.Reason)
                .Concat(Verdict.Preferences.Where(preference => preference.Target == target && preference.Weight > 0).Select(preference => preference.Reason))
                .Concat(Verdict.Preferences.Where(preference => preference.Target != target && preference.Reason == RoutingReasons.TargetUnavailable).Select(preference => preference.Reason))
                .Concat(Attempts.Length > 1 ? ReasonsOf(Attempts) : [])
                .Distinct(),
        ];
        return reasons.Length > 0 ? reasons : [RoutingReasons.DefaultOrder];
    }
}
