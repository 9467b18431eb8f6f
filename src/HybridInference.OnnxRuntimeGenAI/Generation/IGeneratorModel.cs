namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>A loaded model of ONNX Runtime GenAI: the seam between the chat client and the native library. Thread-safe.</summary>
internal interface IGeneratorModel : IDisposable
{
    /// <summary>Creates a generator without tokens.</summary>
    /// <param name="settings">How it chooses tokens.</param>
    /// <param name="capacity">The most tokens that prompt and output have together in it, for which it may take memory at once.</param>
    ISequenceGenerator Create(GeneratorSettings settings, int capacity);
}
