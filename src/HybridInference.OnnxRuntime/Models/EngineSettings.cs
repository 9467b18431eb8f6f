namespace HybridInference.OnnxRuntime;

/// <summary>How the engine uses the machine.</summary>
/// <param name="IntraOpThreads">The threads that work on one operator, or <see langword="null"/> for the folder's wish or all cores.</param>
/// <param name="AllowSpinning">Whether idle threads of ONNX Runtime wait in a busy loop, if the model has no <see cref="ComputeTeam"/>.</param>
/// <param name="PrefillChunk">The most prompt tokens that go through the graph at once.</param>
/// <param name="Variant">The variant of the graph in a folder of the Hugging Face layout, or <see langword="null"/> for the best.</param>
/// <param name="MaxKeptSequences">The most sequences of past requests that are kept.</param>
/// <param name="MaxKeptBytes">The most memory that they have together.</param>
/// <param name="Rewrites">The changes to make to the graph, where it has their patterns.</param>
/// <param name="OptimizedModelFolder">The folder to keep optimised models in, or <see langword="null"/> to keep none.</param>
/// <param name="OptimizedModelMaxAge">How long nobody uses an optimised model until it is removed, or <see langword="null"/> to keep all.</param>
/// <param name="MaxDraftTokens">The most tokens to guess from prompt and answer and to check in one run; 0 for none.</param>
/// <param name="MaxConcurrentRequests">The most requests that run at the same time.</param>
/// <param name="MaxConcurrentBytes">The memory for keys and values up to which further requests join those that run.</param>
/// <param name="ExecutionProvider">One of <see cref="ExecutionProviders"/>, or <see langword="null"/> for the CPU.</param>
internal sealed record EngineSettings(
    int? IntraOpThreads = null,
    bool AllowSpinning = false,
    int PrefillChunk = 128,
    string? Variant = null,
    int MaxKeptSequences = 4,
    long MaxKeptBytes = 1L << 29,
    GraphRewrites Rewrites = GraphRewrites.All,
    string? OptimizedModelFolder = null,
    TimeSpan? OptimizedModelMaxAge = null,
    int MaxDraftTokens = 0,
    int MaxConcurrentRequests = 8,
    long MaxConcurrentBytes = 1L << 30,
    string? ExecutionProvider = null);
