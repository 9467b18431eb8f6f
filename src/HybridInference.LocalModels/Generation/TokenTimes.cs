namespace HybridInference.LocalModels;

/// <summary>When tokens of an answer were generated, as <see cref="TimeProvider.GetTimestamp"/> tells it, whenever somebody reads them.</summary>
/// <param name="First">When the first one was.</param>
/// <param name="Last">When the latest one was.</param>
internal readonly record struct TokenTimes(long First, long Last);
