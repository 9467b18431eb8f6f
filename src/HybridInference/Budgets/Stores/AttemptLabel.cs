namespace HybridInference;

/// <summary>Whose attempt a reservation is for, so that one whose holder is gone can still be written down.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Target">The name of the target.</param>
/// <param name="Model">The model, if known.</param>
public sealed record AttemptLabel(string Tenant, string Target, string? Model);
