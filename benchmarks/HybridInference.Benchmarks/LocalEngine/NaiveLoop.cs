using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.Benchmarks;

/// <summary>
/// The loop that examples show: named values in, named values out, each run's present fed back as the next one's past. Nothing is copied
/// that does not have to be, so it is a good one of its kind.
/// </summary>
internal sealed class NaiveLoop : IDisposable
{
    private readonly ModelShape _shape;
    private readonly InferenceSession _session;
    private readonly string[] _pasts;

    public NaiveLoop(ModelShape shape, string modelFile, int threads)
    {
        _shape = shape;
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(modelFile, options);
        _pasts = [.. _session.InputNames.Where(name => name.StartsWith("past", StringComparison.Ordinal))];
    }

    /// <summary>Generates greedily, and calls back after each token.</summary>
    public void Generate(int[] prompt, int count, Action<int> onToken)
    {
        List<NamedOnnxValue> pasts = [.. _pasts.Select(name => NamedOnnxValue.CreateFromTensor(name, CreateEmpty()))];
        IDisposableReadOnlyCollection<DisposableNamedOnnxValue>? previous = null;
        int[] tokens = prompt;
        int length = 0;
        for (int i = 0; i < count; i++)
        {
            length += tokens.Length;
            IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = _session.Run([.. pasts, .. CreateInputs(tokens, length)]);
            previous?.Dispose();
            previous = results;
            pasts = [.. results.Where(value => value.Name != "logits").Select(value => NamedOnnxValue.CreateFromTensor(PastOf(value.Name), value.AsTensor<float>()))];
            tokens = [ChooseToken(results)];
            onToken(tokens[0]);
        }

        previous?.Dispose();
    }

    public void Dispose() => _session.Dispose();

    private DenseTensor<float> CreateEmpty() => new([1, _shape.KvHeads, 0, _shape.HeadSize]);

    private static NamedOnnxValue[] CreateInputs(int[] tokens, int length)
    {
        long[] ids = [.. tokens.Select(token => (long)token)];
        long[] mask = [.. Enumerable.Repeat(1L, length)];
        return
        [
            NamedOnnxValue.CreateFromTensor("input_ids", new DenseTensor<long>(ids, [1, ids.Length])),
            NamedOnnxValue.CreateFromTensor("attention_mask", new DenseTensor<long>(mask, [1, mask.Length])),
        ];
    }

    private int ChooseToken(IEnumerable<DisposableNamedOnnxValue> results)
    {
        var logits = (DenseTensor<float>)results.First(value => value.Name == "logits").AsTensor<float>();
        return TensorPrimitives.IndexOfMax<float>(logits.Buffer.Span[^_shape.Vocabulary..]);
    }

    private static string PastOf(string present) => present.Replace("present", "past_key_values", StringComparison.Ordinal);
}
