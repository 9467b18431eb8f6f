namespace HybridInference.LocalModels;

/// <summary>What a model folder needs of a device, as its graph says it, without loading the model.</summary>
/// <remarks>Immutable.</remarks>
public sealed record ModelRequirements
{
    /// <summary>Gets the bytes of the weights.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>Gets the bytes of keys and values for each token of prompt and answer.</summary>
    public required long KvBytesPerToken { get; init; }

    /// <summary>Gets the most tokens that prompt and answer may have together.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Gets the number of weights, in whole numbers of the model and not of bytes.</summary>
    public required long Parameters { get; init; }

    /// <summary>Gets the type that most bytes of the weights have, such as <c>int4</c>, <c>fp16</c> or <c>fp32</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Gets what the model takes in. Always text alone: a folder of another kind is refused.</summary>
    public required IReadOnlyList<string> Modalities { get; init; }

    /// <summary>Reads the requirements of a folder. Weights are skipped, so that this takes milliseconds.</summary>
    /// <param name="modelPath">The folder that holds <c>genai_config.json</c>, or <c>config.json</c> and <c>onnx</c>.</param>
    /// <param name="variant">Which graph of a folder of the Hugging Face layout, such as "q4"; <see langword="null"/> for the first in the order of the engine.</param>
    /// <returns>The requirements.</returns>
    /// <exception cref="ModelLoadException">The folder is missing, incomplete, damaged or of a kind that is not supported.</exception>
    public static ModelRequirements Read(string modelPath, string? variant = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelPath);
        return ModelRequirementsReader.Read(ModelFolder.Open(modelPath, variant));
    }

    /// <summary>
    /// Computes the memory that a request needs at least: the weights, and keys and values of prompt and answer. What the runtime needs for
    /// itself comes on top, so a request that has less than this certainly fails.
    /// </summary>
    /// <param name="inputTokens">The tokens of the prompt.</param>
    /// <param name="outputTokens">The most tokens of the answer.</param>
    /// <param name="isLoaded">Whether the weights are in memory already.</param>
    /// <returns>The bytes.</returns>
    public long MemoryFor(int inputTokens, int outputTokens, bool isLoaded = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(outputTokens);
        long tokens = Math.Min((long)inputTokens + outputTokens, ContextLength);
        return (isLoaded ? 0 : WeightBytes) + (tokens * KvBytesPerToken);
    }
}
