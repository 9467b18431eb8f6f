namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>Options of a <see cref="GenAIChatClient"/>, which copies them when it is created.</summary>
public sealed class GenAIChatClientOptions
{
    /// <summary>Gets or sets the path of the model folder: the one that holds <c>genai_config.json</c>.</summary>
    /// <value>Required. Whether the folder exists is seen when the model is loaded, not before.</value>
    public string ModelPath { get; set; } = "";

    /// <summary>Gets or sets the name of the model that responses and metadata carry.</summary>
    /// <value>The default is the name of the folder.</value>
    public string? ModelId { get; set; }

    /// <summary>Gets or sets where the graph runs, by the name that ONNX Runtime GenAI has for it, such as "cuda", "dml" or "cpu".</summary>
    /// <value>
    /// The default is <see langword="null"/>: what <c>genai_config.json</c> says. A provider needs the native package of ONNX Runtime GenAI that
    /// has it; without it the model does not load.
    /// </value>
    public string? ExecutionProvider { get; set; }

    /// <summary>Gets or sets the most tokens of an answer where the request does not say.</summary>
    /// <value>The default is <see langword="null"/>: as many as the folder's own limit and the context leave room for.</value>
    public int? MaxOutputTokens { get; set; }

    /// <summary>Gets or sets the most prompt tokens that go through the model at once. A cancelled request ends between two chunks at the latest.</summary>
    /// <value>The default is 128. Where an execution provider takes a prompt in one piece only, it gets it so.</value>
    public int PrefillChunkSize { get; set; } = 128;

    /// <summary>Gets or sets the most generators of past requests that are kept, so that the next turn of a conversation computes only what is new.</summary>
    /// <value>The default is 1. Each holds the memory of its whole sequence. 0 keeps none.</value>
    public int MaxKeptSequences { get; set; } = 1;

    /// <summary>
    /// Gets or sets the least time between two updates of a streamed answer. Tokens that come sooner go into the next update, which costs the
    /// reader less and is no later than an eye can see; the first token and the end never wait.
    /// </summary>
    /// <value>Not negative. The default is 15 milliseconds; zero gives each token an update of its own while the reader keeps up.</value>
    public TimeSpan UpdateInterval { get; set; } = TimeSpan.FromMilliseconds(15);

    /// <summary>Gets or sets how long after a failed load requests get the same failure at once, unless a file of the folder changes.</summary>
    /// <value>Not negative. The default is 10 seconds; zero lets each request try.</value>
    public TimeSpan LoadRetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long nobody uses the model until its memory is freed. The next request loads it again.</summary>
    /// <value>The default is <see langword="null"/>: it stays loaded until the client is disposed.</value>
    public TimeSpan? UnloadAfter { get; set; }

    internal GenAIChatClientOptions Copy() => (GenAIChatClientOptions)MemberwiseClone();
}
