using CsCheck;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class OnnxGraphReaderTests
{
    [Fact]
    public void ReadNodes_ToyGraph_GivesItsNodes()
    {
        using var folder = new ToyFolder();

        List<OnnxNode> nodes = OnnxGraphReader.ReadNodes(folder.File("model.onnx"));

        OnnxNode concat = nodes.First(node => node.OpType == "Concat");
        Assert.Equal("past_key_values.0.key", concat.Inputs[0]);
        Assert.Equal(["present.0.key"], concat.Outputs);
        Assert.Contains(nodes, node => node.Outputs.Contains("logits"));
    }

    [Fact]
    public void ReadNodes_AnyBytes_GivesNodesOrInvalidData()
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
                Exception? exception = Record.Exception(() => OnnxGraphReader.ReadNodes(path));
                Assert.True(exception is null or InvalidDataException, exception?.ToString());
            },
            threads: 1,
            iter: 300);
    }
}
