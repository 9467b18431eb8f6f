namespace HybridInference;

/// <summary>What a target that runs on this device tells about itself, so that policies can judge by facts.</summary>
/// <remarks>
/// A chat client offers it by returning an instance from <c>GetService(typeof(ITargetState))</c>. Implementations are thread-safe, call
/// no model, and answer within microseconds, as they are asked for every request.
/// </remarks>
public interface ITargetState
{
    /// <summary>Gets how ready the target is.</summary>
    TargetReadiness Readiness { get; }

    /// <summary>Gets the number of weights of the model; <see langword="null"/> when it is not known.</summary>
    long? Parameters { get; }

    /// <summary>Gets what the target can do, where that is known only while it runs, as of a server that may be started later.</summary>
    /// <value>The default is <see langword="null"/>: what the client said when the target was made holds.</value>
    TargetCapabilities? Capabilities => null;

    /// <summary>Tells whether a request cannot fit into memory.</summary>
    /// <param name="inputTokens">The tokens of the prompt.</param>
    /// <param name="outputTokens">The most tokens of the answer; 0 when there is no limit.</param>
    /// <returns>The shortage; <see langword="null"/> when the request may fit, or nothing is known.</returns>
    MemoryShortage? FindShortage(int inputTokens, int outputTokens);

    /// <summary>Predicts how long a request would take.</summary>
    /// <param name="inputTokens">The tokens of the prompt.</param>
    /// <param name="outputTokens">The most tokens of the answer; <see langword="null"/> when there is no limit.</param>
    /// <returns>The prediction; <see langword="null"/> when nothing has been measured yet.</returns>
    TimePrediction? Predict(int inputTokens, int? outputTokens);
}
