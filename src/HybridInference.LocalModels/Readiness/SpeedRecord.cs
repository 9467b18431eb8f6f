namespace HybridInference.LocalModels;

/// <summary>What is kept of a measurement.</summary>
/// <param name="Key">What it holds for: device, runtime, model and settings.</param>
/// <param name="Prefill">Times to the first token by the tokens of the prompt.</param>
/// <param name="Decode">Times of one further token by the tokens of the prompt.</param>
/// <param name="LoadSeconds">The time of a load.</param>
internal sealed record SpeedRecord(string Key, TimeSums Prefill, TimeSums Decode, double? LoadSeconds);

