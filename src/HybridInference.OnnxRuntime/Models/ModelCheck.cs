using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Sends one token through a graph that was loaded, so that one that cannot run is found out then and not by a request.</summary>
internal static class ModelCheck
{
    /// <exception cref="ModelLoadException">The graph fails, or gives what is not a number.</exception>
    /// <exception cref="OperationCanceledException">The load was cancelled.</exception>
    public static void Run(DecoderModel model, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var run = new DecoderRun(model, cancellationToken);
            using var sequence = new DecoderSequence(model);
            sequence.Expect(expected: 1, limit: 1);
            sequence.Append([0], run);
            if (!float.IsFinite(TensorPrimitives.Max<float>(sequence.Logits)))
            {
                throw new ModelLoadException(path, "the graph gives logits that are not finite numbers. The weights are damaged.");
            }
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelLoadException(path, $"ONNX Runtime cannot run it: {exception.Message}", exception);
        }
    }
}
