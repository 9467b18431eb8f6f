namespace HybridInference.OnnxRuntime;

/// <summary>Options of an <see cref="OnnxChatClient"/>, which copies them when it is created.</summary>
public sealed class OnnxChatClientOptions
{
    /// <summary>Gets or sets the path of the model folder: the one that holds <c>genai_config.json</c>, or <c>config.json</c> and <c>onnx</c>.</summary>
    /// <value>Required. Whether the folder exists is seen when the model is loaded, not before.</value>
    public string ModelPath { get; set; } = "";

    /// <summary>Gets or sets which graph of a folder of the Hugging Face layout to load, such as "q4" for <c>onnx/model_q4.onnx</c>.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the first there is of q4, q4f16, int8, quantized (also called q8), uint8, fp32
    /// (<c>model.onnx</c>), fp16, bnb4, q2, q2f16, q1 and q1f16. In a folder with <c>genai_config.json</c> there is nothing to choose.
    /// </value>
    public string? Variant { get; set; }

    /// <summary>Gets or sets the name of the model that responses and metadata carry.</summary>
    /// <value>The default is the name of the folder.</value>
    public string? ModelId { get; set; }

    /// <summary>Gets or sets the most tokens of an answer where the request does not say.</summary>
    /// <value>The default is <see langword="null"/>: as many as the folder's own limit and the context leave room for.</value>
    public int? MaxOutputTokens { get; set; }

    /// <summary>Gets or sets the number of threads that work on one operator.</summary>
    /// <value>The default is <see langword="null"/>: as the folder says, or else as many as the cores that the process may use.</value>
    public int? IntraOpThreads { get; set; }

    /// <summary>
    /// Gets or sets whether idle threads of ONNX Runtime wait in a busy loop while a request runs, which makes answers faster and long prompts slower, and keeps the cores
    /// busy. It has no effect where a model's multiplications are the engine's own, whose threads do so for at most 50 microseconds.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AllowSpinning { get; set; }

    /// <summary>Gets or sets where the graph runs: "cuda", "directml", "coreml", "qnn" or "openvino".</summary>
    /// <value>
    /// The default is <see langword="null"/>: the CPU. A provider needs the native library of its own package of ONNX Runtime; where that is
    /// missing, or a run of one token fails, a warning says so and the model runs on the CPU.
    /// </value>
    public string? ExecutionProvider { get; set; }

    /// <summary>Gets or sets the most prompt tokens that go through the model at once: more are faster, fewer need less memory.</summary>
    /// <value>The default is 128.</value>
    public int PrefillChunkSize { get; set; } = 128;

    /// <summary>
    /// Gets or sets how many sequences of past requests to keep. A request whose tokens begin like one of them, such as the next turn of
    /// a conversation, computes only the rest.
    /// </summary>
    /// <value>The default is 4; 0 keeps none. Those used longest ago make room for others.</value>
    public int MaxKeptSequences { get; set; } = 4;

    /// <summary>Gets or sets how many bytes of memory the kept sequences have together at most, the one of a running request not counted.</summary>
    /// <value>The default is 536,870,912 (512 MiB).</value>
    public long MaxKeptBytes { get; set; } = 1L << 29;

    /// <summary>
    /// Gets or sets a folder to keep models in as they are after the work of loading them, so that later loads take less time and far less
    /// memory: weights are mapped from there. An entry takes up to twice the space of the model's own files.
    /// </summary>
    /// <value>
    /// The default is <see langword="null"/>: nothing is written. Several processes and several models may share a folder. Whoever may write
    /// to it decides what the model computes.
    /// </value>
    public string? OptimizedModelCachePath { get; set; }

    /// <summary>
    /// Gets or sets how long nobody loads a model from <see cref="OptimizedModelCachePath"/> until another load removes it, such as one whose
    /// files have changed. The application that loads decides, not the one that wrote the entry.
    /// </summary>
    /// <value>More than zero. The default is 30 days; <see langword="null"/> keeps entries for ever.</value>
    public TimeSpan? OptimizedModelCacheMaxAge { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Gets or sets how many requests may run at the same time, which makes all of them together faster and each of them slower. Only models
    /// whose attention is <c>GroupQueryAttention</c> can; with others each waits for its turn.
    /// </summary>
    /// <value>The default is 8; 1 lets each wait for its turn.</value>
    public int MaxConcurrentRequests { get; set; } = 8;

    /// <summary>
    /// Gets or sets the memory, in bytes, that keys and values of requests may have together for another request to join those that run. One
    /// request always runs, whatever it needs.
    /// </summary>
    /// <value>The default is 1,073,741,824 (1 GiB).</value>
    public long MaxConcurrentBytes { get; set; } = 1L << 30;

    /// <summary>
    /// Gets or sets how many tokens to guess at most, where prompt and answer have had the latest tokens before, and to check in one run.
    /// An answer that repeats parts of its prompt comes faster; it is the same answer. Where guesses fail they are given up for a while.
    /// </summary>
    /// <value>The default is 7; 0 switches it off, and 16 are the most. Only requests without sampling and penalties are guessed for.</value>
    public int MaxDraftTokens { get; set; } = 7;

    /// <summary>
    /// Gets or sets the least time between two updates of a streamed answer. Tokens that come sooner go into the next update, which costs the
    /// reader less and is no later than an eye can see; the first token and the end never wait.
    /// </summary>
    /// <value>Not negative. The default is 15 milliseconds; zero gives each token an update of its own while the reader keeps up.</value>
    public TimeSpan UpdateInterval { get; set; } = TimeSpan.FromMilliseconds(15);

    /// <summary>
    /// Gets or sets how long after a failed load requests get the same failure at once, so that a large model which cannot be loaded is not read
    /// again for each of them. When a file of the folder changes, the next request tries again all the same.
    /// </summary>
    /// <value>Not negative. The default is 10 seconds; zero lets each request try.</value>
    public TimeSpan LoadRetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long nobody uses the model until it is freed. The next request loads it again.</summary>
    /// <value>More than zero. The default is <see langword="null"/>: it stays in memory until the client is disposed.</value>
    public TimeSpan? UnloadAfter { get; set; }

    /// <summary>Gets or sets the folder of files that keep how fast models are on this device, from <see cref="OnnxChatClient.WarmUpAsync"/>.</summary>
    /// <value>The default is <see langword="null"/>: nothing is written, and each process measures anew.</value>
    public string? CalibrationFolder { get; set; }
}
