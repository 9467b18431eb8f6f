using System.Diagnostics;
using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.Benchmarks;

/// <summary>
/// The loop that examples show: named values in, named values out, each run's present fed back as the next one's past. Examples copy the
/// presents, as the results are freed after each run, and so it may be told to.
/// </summary>
internal sealed class NaiveLoop : IMeasuredDecoder
{
    private readonly ModelShape _shape;
    private readonly bool _copies;
    private readonly bool _spins;
    private readonly InferenceSession _session;
    private readonly Dictionary<int, Values> _contexts = [];
    private readonly string[] _pasts;

    public NaiveLoop(ModelShape shape, string modelFile, int threads, bool copies, bool spins)
    {
        _shape = shape;
        _copies = copies;
        _spins = spins;
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", spins ? "1" : "0");
        _session = new InferenceSession(modelFile, options);
        _pasts = [.. _session.InputNames.Where(name => name.StartsWith("past", StringComparison.Ordinal))];
    }

    public string Name => $"naive loop{(_copies ? " that copies" : "")}{(_spins ? ", spinning" : "")}";

    public TimeSpan Prefill(ReadOnlySpan<int> prompt)
    {
        int[] tokens = prompt.ToArray();
        long start = Stopwatch.GetTimestamp();
        using Values results = Run(CreateEmpty(), tokens, tokens.Length);
        _ = ChooseToken(results);
        return Stopwatch.GetElapsedTime(start);
    }

    public TimeSpan[] Decode(int context, int count)
    {
        if (!_contexts.TryGetValue(context, out Values? start))
        {
            _contexts[context] = start = Run(CreateEmpty(), Prompts.Create(context), context);
        }

        var steps = new TimeSpan[count];
        Values latest = start;
        int token = 1;
        for (int i = 0; i < count; i++)
        {
            long time = Stopwatch.GetTimestamp();
            Values results = Run(PastsOf(latest), [token], context + i + 1);
            (latest == start ? null : latest)?.Dispose();
            latest = results;
            token = ChooseToken(results);
            steps[i] = Stopwatch.GetElapsedTime(time);
        }

        latest.Dispose();
        return steps;
    }

    public void Dispose()
    {
        foreach (Values values in _contexts.Values)
        {
            values.Dispose();
        }

        _session.Dispose();
    }

    private Values Run(IEnumerable<NamedOnnxValue> pasts, int[] tokens, int length) =>
        new(_session.Run([.. pasts, .. CreateInputs(tokens, length)]));

    private IEnumerable<NamedOnnxValue> CreateEmpty() => _pasts.Select(name =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>([1, _shape.KvHeads, 0, _shape.HeadSize])));

    private IEnumerable<NamedOnnxValue> PastsOf(Values results) => results.All
        .Where(value => value.Name != "logits")
        .Select(value => NamedOnnxValue.CreateFromTensor(PastOf(value.Name), CopyOf((DenseTensor<float>)value.AsTensor<float>())));

    private DenseTensor<float> CopyOf(DenseTensor<float> present) => _copies ? (DenseTensor<float>)present.Clone() : present;

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

    private int ChooseToken(Values results)
    {
        var logits = (DenseTensor<float>)results.All.First(value => value.Name == "logits").AsTensor<float>();
        return TensorPrimitives.IndexOfMax<float>(logits.Buffer.Span[^_shape.Vocabulary..]);
    }

    private static string PastOf(string present) => present.Replace("present", "past_key_values", StringComparison.Ordinal);

    /// <summary>The results of a run.</summary>
    private sealed class Values(IDisposableReadOnlyCollection<DisposableNamedOnnxValue> all) : IDisposable
    {
        public IEnumerable<DisposableNamedOnnxValue> All => all;

        public void Dispose() => all.Dispose();
    }
}
