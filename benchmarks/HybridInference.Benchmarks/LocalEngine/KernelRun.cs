using HybridInference.OnnxRuntime;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.Benchmarks;

/// <summary>A session on one thread that runs the nodes of a case.</summary>
internal sealed class KernelRun : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    private readonly SessionOptions _options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
    private readonly RunOptions _run = new();
    private readonly InferenceSession _session;
    private readonly Dictionary<string, OrtValue> _values = [];

    public KernelRun(KernelCase test, byte[] model)
    {
        CustomOperators.AddTo(_options);
        _session = new InferenceSession(model, _options);
        foreach ((string name, long[] shape) in test.Floats)
        {
            _values[name] = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, shape);
            Fill(_values[name].GetTensorMutableDataAsSpan<float>());
        }

        foreach ((string name, int value) in test.Lengths)
        {
            _values[name] = OrtValue.CreateTensorValueFromMemory(new[] { value }, _session.InputMetadata[name].Dimensions.Length == 0 ? [] : [1]);
        }
    }

    /// <summary>Gives the processor time of one run.</summary>
    public TimeSpan Measure()
    {
        TimeSpan start = Environment.CpuUsage.TotalTime, taken = default;
        int runs = 0;
        for (; taken < Shortest; runs++)
        {
            Run();
            taken = Environment.CpuUsage.TotalTime - start;
        }

        return taken / runs;
    }

    public void Dispose()
    {
        foreach (OrtValue value in _values.Values)
        {
            value.Dispose();
        }

        _session.Dispose();
        _options.Dispose();
        _run.Dispose();
    }

    private static void Fill(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = MathF.Sin(i);
        }
    }

    private void Run() => _session.Run(
        _run,
        _session.InputNames,
        [.. _session.InputNames.Select(name => _values[name])],
        _session.OutputNames,
        [.. _session.OutputNames.Select(name => _values[name.Replace("new_", "", StringComparison.Ordinal)])]);
}
