namespace HybridInference.OnnxRuntime;

/// <summary>How the engine uses the machine.</summary>
/// <param name="IntraOpThreads">The threads that work on one operator, or <see langword="null"/> for the folder's wish or all cores.</param>
/// <param name="AllowSpinning">Whether idle threads wait in a busy loop.</param>
/// <param name="PrefillChunk">The most prompt tokens that go through the graph at once.</param>
/// <param name="Variant">The variant of the graph in a folder of the Hugging Face layout, or <see langword="null"/> for the best.</param>
/// <param name="MaxKeptSequences">The most sequences of past requests that are kept.</param>
/// <param name="MaxKeptBytes">The most memory that they have together.</param>
/// <param name="Rewrites">The changes to make to the graph, where it has their patterns.</param>
internal sealed record EngineSettings(
    int? IntraOpThreads = null,
    bool AllowSpinning = false,
    int PrefillChunk = 128,
    string? Variant = null,
    int MaxKeptSequences = 4,
    long MaxKeptBytes = 1L << 29,
    GraphRewrites Rewrites = GraphRewrites.All);
