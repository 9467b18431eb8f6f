using HybridInference.OnnxModels;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.Tool.Tests;

/// <summary>A copy of the demo model in a temporary place, which a test may damage.</summary>
internal sealed class ModelFolderCopy : IDisposable
{
    public ModelFolderCopy()
    {
        string source = System.IO.Path.Combine(AppContext.BaseDirectory, "HybridInference.DemoModel");
        foreach (string file in Directory.EnumerateFiles(source))
        {
            System.IO.File.Copy(file, File(System.IO.Path.GetFileName(file)));
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("hybrid-probe-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Puts a graph into the folder whose weights are a file of holes: as large as one likes, and nothing on the disk.</summary>
    public void GrowTo(long bytes)
    {
        var graph = new OnnxGraphBuilder();
        string ids = graph.Input("input_ids", TensorElementType.Int64, 1, -1);
        graph.Input("past_key_values.0.key", TensorElementType.Float, 1, 1, -2, 4);
        string weights = graph.External(TensorElementType.Float, [bytes / (4 * sizeof(float)), 4], "weights.bin", 0, bytes);
        graph.Output(graph.Node("Gather", [weights, ids], "logits"), TensorElementType.Float, 1, -1, 4);
        graph.Output(graph.Node("Identity", ["past_key_values.0.key"], "present.0.key"), TensorElementType.Float, 1, 1, -2, 4);
        System.IO.File.WriteAllBytes(File("model.onnx"), graph.Build());
        using FileStream file = System.IO.File.Create(File("weights.bin"));
        file.SetLength(bytes);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
