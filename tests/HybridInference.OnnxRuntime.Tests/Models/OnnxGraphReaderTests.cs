using CsCheck;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class OnnxGraphReaderTests
{
    [Fact]
    public void Read_ToyGraph_GivesItsParts()
    {
        using var folder = new ToyFolder();

        OnnxGraph graph = OnnxGraphReader.Read(folder.File("model.onnx"));

        OnnxNode concat = graph.Nodes.First(node => node.OpType == "Concat");
        Assert.Equal("past_key_values.0.key", concat.Inputs[0]);
        Assert.Equal(["present.0.key"], concat.Outputs);
        Assert.Equal(2, concat.IntegerOf("axis"));
        Assert.Equal(17, graph.Opset);
        Assert.Contains(graph.Inputs, input => input is { Name: "input_ids", ElementType: OnnxValue.Int64, Dimensions.Count: 2 });
        Assert.Equal(new OnnxDimension(ToyGraph.VocabularySize, null), graph.Outputs.Single(output => output.Name == "logits").Dimensions[2]);
        Assert.Contains(graph.Initializers.Values, tensor => tensor.IsInteger(4));
        Assert.True(graph.IsFlat && graph.IsComplete);
    }

    [Fact]
    public void Read_AnyBytes_GivesGraphOrInvalidData()
    {
        using var folder = new ToyFolder();
        byte[] good = File.ReadAllBytes(folder.File("model.onnx"));
        string path = folder.File("damaged.onnx");
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample(
            (position, value, length) =>
            {
                byte[] damaged = [.. good];
                damaged[position] = value;
                File.WriteAllBytes(path, damaged[..length]);
                Exception? exception = Record.Exception(() => Rewrite(path));
                Assert.True(exception is null or InvalidDataException, exception?.ToString());
            },
            threads: 1,
            iter: 300);
    }

    private static byte[] Rewrite(string path)
    {
        OnnxGraph graph = OnnxGraphReader.Read(path);
        GraphRewriter.Apply(graph, DecoderConfig.Default(path), GraphRewrites.All);
        return graph.Encode();
    }
}
