using HybridInference.LocalModels;

namespace HybridInference.Tool;

/// <summary>What is known of one model folder on this machine.</summary>
/// <param name="Path">The folder, as it was given.</param>
/// <param name="State">How ready it is.</param>
/// <param name="Cause">Why it cannot be used.</param>
/// <param name="Requirements">What it needs; missing where the folder cannot be read.</param>
/// <param name="FullContextBytes">The memory for a request that fills the context.</param>
/// <param name="Speed">How fast it is; missing where it was not run.</param>
internal sealed record ProbedModel(
    string Path, ReadinessState State, string? Cause, ModelRequirements? Requirements, long? FullContextBytes, ProbedSpeed? Speed)
{
    public bool IsUsable => State is ReadinessState.Cached or ReadinessState.Ready;
}
