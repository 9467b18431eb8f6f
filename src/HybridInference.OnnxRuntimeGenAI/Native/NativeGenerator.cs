using Microsoft.ML.OnnxRuntimeGenAI;

namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>A generator of ONNX Runtime GenAI, with a batch of one sequence.</summary>
internal sealed class NativeGenerator(Generator generator) : ISequenceGenerator
{
    public int Count => (int)generator.TokenCount();

    public bool IsDone => generator.IsDone();

    public void Append(ReadOnlySpan<int> tokens) => generator.AppendTokens(tokens);

    public int Next()
    {
        generator.GenerateNextToken();
        return generator.GetSequence(0)[^1];
    }

    public void RewindTo(int count) => generator.RewindTo((ulong)count);

    public void Terminate() => generator.SetRuntimeOption("terminate_session", "1");

    public void Dispose() => generator.Dispose();
}
