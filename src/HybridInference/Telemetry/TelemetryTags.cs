namespace HybridInference;

/// <summary>The names of the tags on this package's metrics.</summary>
internal static class TelemetryTags
{
    public const string Target = "hybrid_inference.target";
    public const string Reason = "hybrid_inference.reason";
    public const string Outcome = "hybrid_inference.outcome";
    public const string Failure = "hybrid_inference.failure";
    public const string Streaming = "hybrid_inference.streaming";
    public const string Hedge = "hybrid_inference.hedge";
    public const string Model = "hybrid_inference.model";
    public const string Currency = "hybrid_inference.currency";
    public const string Direction = "hybrid_inference.direction";

    /// <summary>A value of <see cref="Direction"/>.</summary>
    public const string Input = "input";

    /// <summary>A value of <see cref="Direction"/>.</summary>
    public const string Output = "output";
}
