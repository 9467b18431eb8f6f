namespace HybridInference;

/// <summary>One reason to try a target earlier (positive weight) or later (negative weight) than the others.</summary>
/// <param name="Target">The name of the target.</param>
/// <param name="Weight">
/// How much the reason counts. Weights of a target add up; the policies of this package use 10 for a hint and 1,000 for the
/// caller's wish. Integers, so that the sum does not depend on the order of the policies.
/// </param>
/// <param name="Reason">One of <see cref="RoutingReasons"/>, or a policy's own constant of low cardinality.</param>
public sealed record TargetPreference(string Target, int Weight, string Reason);
