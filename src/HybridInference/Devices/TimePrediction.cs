namespace HybridInference;

/// <summary>How long a request would take at a target if it were sent now.</summary>
/// <param name="TimeToFirstToken">The time until the first token: the wait for other requests and for the model, and the prompt.</param>
/// <param name="TotalTime">The time until the answer is complete.</param>
public readonly record struct TimePrediction(TimeSpan TimeToFirstToken, TimeSpan TotalTime);
