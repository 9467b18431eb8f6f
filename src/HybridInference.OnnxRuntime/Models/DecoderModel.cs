using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>A loaded graph: owns the native session. Thread-safe, but at most one sequence should run at a time.</summary>
internal sealed class DecoderModel(InferenceSession session, DecoderSignature signature, SessionConfig config) : IDisposable
{
    public InferenceSession Session => session;

    public DecoderSignature Signature => signature;

    /// <summary>Gets the changes that were made to the graph.</summary>
    public GraphRewrites Rewrites { get; init; }

    /// <summary>Gets why the graph was loaded as it was published though it could have been rewritten, if so.</summary>
    public string? RewriteFailure { get; init; }

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

    public void Dispose() => session.Dispose();
}
