using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Feeds the lengths of sequences to a rewritten graph, which takes them in place of a mask. Does nothing for others.</summary>
internal sealed class LengthInputs(DecoderSignature signature, OrtIoBinding binding) : IDisposable
{
    private readonly IntegerInput? _lastIndex = signature.LastIndex is { } last ? new IntegerInput(last, binding, isBatched: false) : null;
    private readonly ScalarInput? _totalLength = signature.TotalLength is { } total ? new ScalarInput(total, binding) : null;

    /// <summary>Feeds the index of the last token of each sequence.</summary>
    public void Set(ReadOnlySpan<int> lastIndexes)
    {
        if (_lastIndex is null || _totalLength is null)
        {
            return;
        }

        _lastIndex.Set(lastIndexes);
        _totalLength.Set(TensorPrimitives.Max(lastIndexes) + 1);
    }

    public void Dispose()
    {
        _lastIndex?.Dispose();
        _totalLength?.Dispose();
    }
}
