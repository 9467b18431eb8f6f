namespace HybridInference.Tests.Routing;

/// <summary>A local target that tells what a test wants.</summary>
internal sealed class FakeTargetState : ITargetState
{
    public TargetReadiness Readiness { get; set; } = new(ReadinessState.Ready);

    public long? Parameters { get; init; }

    public TargetCapabilities? Capabilities { get; set; }

    public MemoryShortage? Shortage { get; init; }

    public TimePrediction? Prediction { get; init; }

    /// <summary>Gets the tokens that were asked for last.</summary>
    public (int Input, int? Output) Asked { get; private set; }

    public MemoryShortage? FindShortage(int inputTokens, int outputTokens)
    {
        Asked = (inputTokens, outputTokens);
        return Shortage;
    }

    public TimePrediction? Predict(int inputTokens, int? outputTokens)
    {
        Asked = (inputTokens, outputTokens);
        return Prediction;
    }
}
