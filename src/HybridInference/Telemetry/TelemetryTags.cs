namespace HybridInference;

/// <summary>The names of the tags on this package's metrics.</summary>
internal static class TelemetryTags
{
    public const string Target = "hybrid_inference.target";
    public const string Reason = "hybrid_inference.reason";
    public const string Outcome = "hybrid_inference.outcome";
    public const string Failure = "hybrid_inference.failure";
    public const string Streaming = "hybrid_inference.streaming";
}
