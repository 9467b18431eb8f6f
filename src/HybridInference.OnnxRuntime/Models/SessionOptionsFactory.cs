using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Turns the folder's <c>session_options</c> and the application's settings into ONNX Runtime's.</summary>
internal static class SessionOptionsFactory
{
    private const string IntraOpSpinning = "session.intra_op.allow_spinning";
    private const string InterOpSpinning = "session.inter_op.allow_spinning";
    private const string SpinningTime = "session.intra_op.spin_duration_us";
    private const string SpinningStop = "session.force_spinning_stop";
    private const string BlockDivisor = "session.dynamic_block_base";

    /// <exception cref="ModelLoadException">A value in the configuration is unknown.</exception>
    public static SessionOptions Create(ModelConfig config, EngineSettings settings)
    {
        SessionConfig session = config.Decoder.Session;
        var options = new SessionOptions();
        try
        {
            // ProcessorCount respects affinity and container limits, which ONNX Runtime's own default does not.
            options.IntraOpNumThreads = ThreadsOf(config, settings);
            options.InterOpNumThreads = session.InterOpThreads ?? 1;
            options.EnableCpuMemArena = session.EnableCpuMemArena ?? options.EnableCpuMemArena;
            options.EnableMemoryPattern = session.EnableMemPattern ?? options.EnableMemoryPattern;
            options.LogId = session.LogId ?? "HybridInference";
            options.LogSeverityLevel = (OrtLoggingLevel)Math.Clamp(session.LogSeverityLevel ?? (int)OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, 0, 4);
            options.GraphOptimizationLevel = ParseOptimization(config, session.GraphOptimizationLevel);
            AddEntries(options, session, settings);
            if (settings.ExecutionProvider is { } provider)
            {
                ExecutionProviders.Append(provider, options, config.Path);
            }

            CustomOperators.AddTo(options);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    /// <summary>Gets the threads that work on an operator.</summary>
    public static int ThreadsOf(ModelConfig config, EngineSettings settings) =>
        settings.IntraOpThreads ?? config.Decoder.Session.IntraOpThreads ?? Environment.ProcessorCount;

    private static void AddEntries(SessionOptions options, SessionConfig session, EngineSettings settings)
    {
        // Work in small parts, so that a thread that has to share its core does not hold up the others: beside another process that wants a
        // core, decoding keeps 0.95 of its speed instead of 0.5. Where threads may spin, they do so between operators, not between runs: most
        // of the gain is there, and 20 us without work cost another process little.
        options.AddSessionConfigEntry(BlockDivisor, "4");
        options.AddSessionConfigEntry(SpinningTime, "20");
        options.AddSessionConfigEntry(SpinningStop, "1");
        foreach ((string key, string value) in session.Entries)
        {
            options.AddSessionConfigEntry(key, value);
        }

        // Last, as whether idle cores stay busy is the application's to say and not the folder's.
        string spinning = settings.AllowSpinning ? "1" : "0";
        options.AddSessionConfigEntry(IntraOpSpinning, spinning);
        options.AddSessionConfigEntry(InterOpSpinning, spinning);
    }

    private static GraphOptimizationLevel ParseOptimization(ModelConfig config, string? level) => level switch
    {
        null or "ORT_ENABLE_ALL" => GraphOptimizationLevel.ORT_ENABLE_ALL,
        "ORT_DISABLE_ALL" => GraphOptimizationLevel.ORT_DISABLE_ALL,
        "ORT_ENABLE_BASIC" => GraphOptimizationLevel.ORT_ENABLE_BASIC,
        "ORT_ENABLE_EXTENDED" => GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
        _ => throw new ModelLoadException(config.Path, $"'graph_optimization_level' is '{level}', which is not a level of ONNX Runtime."),
    };
}
