using System.Runtime.InteropServices;
using CsCheck;
using HybridInference.OnnxModels;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>A multiplication with random 4-bit weights, as ONNX Runtime does it, as our operator does it, and in plain arithmetic.</summary>
internal sealed class Int4Case
{
    private readonly int _rows;
    private readonly int _length;
    private readonly int _columns;
    private readonly int _blocks;
    private readonly float[] _input;
    private readonly byte[] _values;
    private readonly float[] _scales;
    private readonly byte[]? _zeroPoints;
    private readonly float[]? _bias;
    private readonly bool _isGated;

    public Int4Case(int rows, int length, int columns, int seed, bool hasZeroPoints = false, bool hasBias = false, bool isGated = false)
    {
        var random = new Random(seed);
        (_rows, _length, _columns, _blocks) = (rows, length, columns, (length + 31) / 32);
        _isGated = isGated;
        _input = Floats(random, rows * Width, isGated ? 20 : 1);
        _values = new byte[columns * _blocks * 16];
        random.NextBytes(_values);
        _scales = Floats(random, columns * _blocks);
        _zeroPoints = hasZeroPoints ? new byte[columns * ((_blocks + 1) / 2)] : null;
        random.NextBytes(_zeroPoints.AsSpan());
        _bias = hasBias ? Floats(random, columns) : null;
    }

    private Int4Case(Int4Case all, int row)
    {
        (_rows, _length, _columns, _blocks, _isGated) = (1, all._length, all._columns, all._blocks, all._isGated);
        _input = all._input[(row * Width)..((row + 1) * Width)];
        (_values, _scales, _zeroPoints, _bias) = (all._values, all._scales, all._zeroPoints, all._bias);
    }

    public string Description => $"{_rows} x {_length} x {_columns}, zero points: {_zeroPoints is not null}, bias: {_bias is not null}, gate: {_isGated}";

    public bool IsGated => _isGated;

    private int Width => _isGated ? 2 * _length : _length;

    public static Gen<Int4Case> Any(int maxRows, int maxLength, int maxColumns) => Gen.Select(
        Gen.Int[1, maxRows], Gen.Int[1, maxLength], Gen.Int[1, maxColumns], Gen.Int, Gen.Bool, Gen.Bool, Gen.Bool,
        (rows, length, columns, seed, hasZeroPoints, hasBias, isGated) => new Int4Case(rows, length, columns, seed, hasZeroPoints, hasBias, isGated));

    /// <summary>Gives a case for each row.</summary>
    public IEnumerable<Int4Case> EachRowAlone() => Enumerable.Range(0, _rows).Select(row => new Int4Case(this, row));

    /// <summary>Gives the result of ONNX Runtime's operator.</summary>
    public float[] RunPublished() => Run(Graph());

    /// <summary>Gives the result of our operator.</summary>
    /// <param name="change">What is done to the graph before it is loaded.</param>
    public float[] RunReplaced(Action<OnnxGraph>? change = null)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Graph());
            OnnxGraph graph = OnnxGraphReader.Read(path, isLargeDataMoved: false);
            Assert.True(Int4ProductsPass.Apply(graph));
            graph.ModelRest.Add(CustomOperators.Import());
            graph.Prune();
            Assert.Single(graph.Nodes, node => node.Domain == CustomOperators.Domain);
            Assert.DoesNotContain(graph.Nodes, node => node.OpType is "MatMulNBits" or "Mul");
            change?.Invoke(graph);
            return Run(graph.Encode());
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Gives the result of a set of kernels, without ONNX Runtime.</summary>
    public unsafe float[] RunKernels(KernelSet set)
    {
        var output = new float[_rows * _columns];
        fixed (float* input = _input, scales = InPanels(_scales, 1), bias = _bias, result = output)
        fixed (byte* values = InPanels(_values, 4), zeroPoints = _zeroPoints is null ? null : InPanels(_zeroPoints, 1))
        {
            var product = new Int4Product
            {
                Set = set,
                Weights = new Int4Weights { Columns = _columns, Blocks = _blocks, Values = values, Scales = scales, ZeroPoints = zeroPoints, Bias = bias },
                Input = input,
                Output = result,
                Length = _length,
                RowCount = _rows,
                Gate = _isGated ? 1 : 0,
            };
            void* memory = NativeMemory.AlignedAlloc((nuint)product.MemorySize, 64);
            product.Prepare((byte*)memory);
            Enumerable.Range(0, product.InputParts).ToList().ForEach(product.TurnInput);
            Enumerable.Range(0, product.ColumnParts).ToList().ForEach(product.Multiply);
            NativeMemory.AlignedFree(memory);
        }

        return output;
    }

    /// <summary>Asserts that a result is that of ONNX Runtime's operator, up to the order of additions.</summary>
    public void AssertEqualsPublished(float[] actual)
    {
        double error = Distances.Relative(actual, [.. RunPublished().Select(value => (double)value)]);

        // A gate opened with another rounding may turn into the neighbouring byte.
        Assert.True(error < (_isGated ? 0.01 : 1e-5), $"{Description}: off by {error}.");
    }

    /// <summary>Gives the exact result.</summary>
    public double[] Compute()
    {
        var result = new double[_rows * _columns];
        for (int i = 0; i < result.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, _columns);
            result[i] = _bias?[column] ?? 0;
            for (int k = 0; k < _length; k++)
            {
                result[i] += InputAt(row, k) * WeightAt(column, k);
            }
        }

        return result;
    }

    /// <summary>Adds an input of the node to the graph of another case, and gives its name.</summary>
    public string AddConstantTo(OnnxGraph graph, int input)
    {
        byte[] data = input switch
        {
            1 => _values,
            2 => MemoryMarshal.AsBytes<float>(_scales).ToArray(),
            3 => _zeroPoints!,
            _ => MemoryMarshal.AsBytes<float>(_bias).ToArray(),
        };
        bool isFloat = input is 2 or 4;
        int type = (int)(isFloat ? TensorElementType.Float : TensorElementType.UInt8);
        long length = data.Length / (isFloat ? sizeof(float) : 1);
        byte[] content = new ProtobufWriter()
            .Number(OnnxFields.TensorDimension, length)
            .Number(OnnxFields.TensorElementType, type)
            .Text(OnnxFields.TensorName, "other")
            .Bytes(OnnxFields.TensorRawData, data)
            .ToArray();
        graph.Initializers["other"] = new OnnxTensor("other", type, [length], [], content);
        return "other";
    }

    private double InputAt(int row, int k)
    {
        double value = _input[(row * Width) + k];
        return _isGated ? value / (1 + Math.Exp(-value)) * _input[(row * Width) + _length + k] : value;
    }

    private double WeightAt(int column, int k)
    {
        int block = k / 32;
        int value = Half(_values[(((column * _blocks) + block) * 16) + (k % 32 / 2)], k);
        int zero = _zeroPoints is null ? 8 : Half(_zeroPoints[(column * ((_blocks + 1) / 2)) + (block / 2)], block);
        return (value - zero) * (double)_scales[(column * _blocks) + block];
    }

    /// <summary>Puts what the columns have into the order of <see cref="Int4Weights"/>: of 32 columns in turn so many neighbours each.</summary>
    private T[] InPanels<T>(T[] columns, int step)
    {
        int length = columns.Length / _columns, panels = (_columns + 31) / 32;
        var result = new T[panels * 32 * length];
        for (int i = 0; i < columns.Length; i++)
        {
            (int column, int place) = Math.DivRem(i, length);
            result[(column / 32 * 32 * length) + (place / step * step * 32) + (column % 32 * step) + (place % step)] = columns[i];
        }

        return result;
    }

    private static int Half(byte pair, int index) => index % 2 == 0 ? pair & 15 : pair >> 4;

    private byte[] Graph()
    {
        var graph = new OnnxGraphBuilder();
        graph.Input("x", TensorElementType.Float, 1, -1, Width);
        graph.Output("y", TensorElementType.Float, 1, -1, _columns);
        string[] inputs =
        [
            _isGated ? Gate(graph) : "x",
            graph.Bytes([_columns, _blocks, 16], _values),
            graph.Floats(_scales),
            _zeroPoints is null ? "" : graph.Bytes([_zeroPoints.Length], _zeroPoints),
            "",
            _bias is null ? "" : graph.Floats(_bias),
        ];
        int count = Array.FindLastIndex(inputs, input => input.Length > 0) + 1;
        graph.Node(
            "MatMulNBits",
            inputs[..count],
            ["y"],
            OnnxGraphBuilder.Microsoft,
            [("K", _length), ("N", _columns), ("bits", 4), ("block_size", 32), ("accuracy_level", 4)],
            []);
        return graph.Build();
    }

    private string Gate(OnnxGraphBuilder graph)
    {
        graph.Node("Split", ["x", graph.Constant(_length, _length)], ["gate", "value"], "", [("axis", -1)], []);
        return graph.Node("Mul", ["value", graph.Node("Mul", [graph.Node("Sigmoid", ["gate"]), "gate"])]);
    }

    private float[] Run(byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 2, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        CustomOperators.AddTo(options);
        using var session = new InferenceSession(model, options);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(
            [NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(_input, [1, _rows, Width]))]);
        return [.. results[0].AsTensor<float>()];
    }

    private static float[] Floats(Random random, int count, float largest = 1) =>
        [.. Enumerable.Range(0, count).Select(_ => ((2 * random.NextSingle()) - 1) * largest)];
}
