using System.Collections.Immutable;

namespace HybridInference;

/// <summary>What a policy says about a request: which targets are denied, which are preferred, and what must be done first.</summary>
/// <remarks>
/// <para>
/// A value: two verdicts that say the same are equal. <see cref="Combine"/> is associative and commutative and
/// <see cref="Abstain"/> is its identity, so the order in which policies are asked never matters. Denials unite as a set,
/// preferences as a multiset, transformations as flags: combining can only shrink the set of allowed targets.
/// </para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class RoutingVerdict : IEquatable<RoutingVerdict>
{
    /// <summary>The verdict of a policy that has no opinion.</summary>
    public static readonly RoutingVerdict Abstain = new([], [], RequestTransformations.None);

    private RoutingVerdict(
        ImmutableArray<TargetDenial> denials, ImmutableArray<TargetPreference> preferences, RequestTransformations transformations)
    {
        Denials = denials;
        Preferences = preferences;
        Transformations = transformations;
    }

    /// <summary>Gets the denials, distinct and in a canonical order.</summary>
    public ImmutableArray<TargetDenial> Denials { get; }

    /// <summary>Gets the preferences, in a canonical order. The same preference may stand there more than once.</summary>
    public ImmutableArray<TargetPreference> Preferences { get; }

    /// <summary>Gets what must be done to the request before it may leave the machine.</summary>
    public RequestTransformations Transformations { get; }

    /// <summary>Says that a target may not serve the request.</summary>
    /// <param name="target">The target.</param>
    /// <param name="reason">One of <see cref="RoutingReasons"/>, or a constant of your own of low cardinality.</param>
    /// <param name="detail">Numbers and names for a reader, never text of the request.</param>
    /// <returns>The verdict.</returns>
    public static RoutingVerdict Deny(RouteTarget target, string reason, string? detail = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return new([new TargetDenial(target.Name, reason, detail)], [], RequestTransformations.None);
    }

    /// <summary>Says that a target should be tried earlier than others, or later when the weight is negative.</summary>
    /// <param name="target">The target.</param>
    /// <param name="weight">See <see cref="TargetPreference.Weight"/>.</param>
    /// <param name="reason">One of <see cref="RoutingReasons"/>, or a constant of your own of low cardinality.</param>
    /// <returns>The verdict.</returns>
    public static RoutingVerdict Prefer(RouteTarget target, int weight, string reason)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return new([], [new TargetPreference(target.Name, weight, reason)], RequestTransformations.None);
    }

    /// <summary>Says what must be done to the request before it may leave the machine.</summary>
    /// <param name="transformations">The transformations.</param>
    /// <returns>The verdict.</returns>
    public static RoutingVerdict Require(RequestTransformations transformations) => new([], [], transformations);

    /// <summary>Says what this verdict and another one say together.</summary>
    /// <param name="other">The other verdict.</param>
    /// <returns>The combined verdict. When one side abstains it is the other side itself.</returns>
    public RoutingVerdict Combine(RoutingVerdict other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.IsAbstention)
        {
            return this;
        }

        return IsAbstention
            ? other
            : new(
                Unite(Denials, other.Denials, VerdictOrder.OfDenials, distinct: true),
                Unite(Preferences, other.Preferences, VerdictOrder.OfPreferences, distinct: false),
                Transformations | other.Transformations);
    }

    /// <inheritdoc/>
    public bool Equals(RoutingVerdict? other) =>
        other is not null
        && Transformations == other.Transformations
        && Denials.AsSpan().SequenceEqual(other.Denials.AsSpan())
        && Preferences.AsSpan().SequenceEqual(other.Preferences.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RoutingVerdict);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Transformations);
        foreach (TargetDenial denial in Denials)
        {
            hash.Add(denial);
        }

        foreach (TargetPreference preference in Preferences)
        {
            hash.Add(preference);
        }

        return hash.ToHashCode();
    }

    private bool IsAbstention => Denials.IsEmpty && Preferences.IsEmpty && Transformations == RequestTransformations.None;

    private static ImmutableArray<T> Unite<T>(ImmutableArray<T> left, ImmutableArray<T> right, IComparer<T> order, bool distinct)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return left.IsEmpty ? right : left;
        }

        IEnumerable<T> all = left.Concat(right);
        return [.. (distinct ? all.Distinct() : all).Order(order)];
    }
}
