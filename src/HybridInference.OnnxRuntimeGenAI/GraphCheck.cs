namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>Looks at the graph of a folder without loading it: a file that is cut off or is no ONNX model is found here.</summary>
internal static class GraphCheck
{
    /// <exception cref="ModelLoadException">The graph is damaged, or has no input for tokens.</exception>
    public static void Run(ModelFolder folder)
    {
        OnnxGraph graph = OnnxGraphReader.ReadOrThrow(folder.ModelFile);
        string tokens = folder.Config.Decoder.InputIds;
        if (!graph.Inputs.Exists(input => input.Name == tokens))
        {
            throw new ModelLoadException(
                folder.ModelFile, $"the graph has no input '{tokens}', which {GenAiConfig.FileName} names for the tokens. The files are not of one model.");
        }
    }
}
