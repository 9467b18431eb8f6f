using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>A loaded graph: owns the native session. Thread-safe, but at most one sequence should run at a time.</summary>
internal sealed class DecoderModel(InferenceSession session, DecoderSignature signature, SessionConfig config) : IDisposable
{
    public InferenceSession Session => session;

    public DecoderSignature Signature => signature;

    /// <summary>Gets the path of the ONNX file.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the changes that were made to the graph.</summary>
    public GraphRewrites Rewrites { get; init; }

    /// <summary>Gets what did not work while the graph was loaded, though it could be loaded without.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Gets whether the graph comes from the cache of optimised models.</summary>
    public bool IsCached { get; init; }

    /// <summary>Gets the threads that our own operators have besides ONNX Runtime's, if any.</summary>
    public ComputeTeam? Team { get; init; }

    /// <inheritdoc cref="DecoderLoader.Load()"/>
    public static DecoderModel Load(ModelFolder folder, EngineSettings settings, CancellationToken cancellationToken) =>
        new DecoderLoader(folder, settings, cancellationToken).Load();

    public RunOptions CreateRunOptions()
    {
        var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        foreach ((string key, string value) in config.RunEntries)
        {
            options.AddRunConfigEntry(key, value);
        }

        return options;
    }

    public void Dispose()
    {
        Team?.Dispose();
        session.Dispose();
    }
}
