namespace HybridInference.OnnxRuntime;

/// <summary>
/// Reads from an ONNX file which nodes the graph has. ONNX Runtime does not tell, and whether a cache may be updated in place depends on
/// it. Only the nodes are read: weights are skipped by seeking over them.
/// </summary>
internal static class OnnxGraphReader
{
    // Field numbers of onnx.proto.
    private const int ModelGraph = 7;
    private const int GraphNode = 1;
    private const int NodeInput = 1;
    private const int NodeOutput = 2;
    private const int NodeOpType = 4;

    /// <summary>Reads the nodes of the main graph.</summary>
    /// <exception cref="InvalidDataException">The file is not a well-formed ONNX model.</exception>
    public static List<OnnxNode> ReadNodes(string path)
    {
        using var reader = new ProtobufReader(File.OpenRead(path));
        var nodes = new List<OnnxNode>();
        while (reader.NextField(reader.Length) is { } field)
        {
            if (field.Number == ModelGraph)
            {
                ReadGraph(reader, field.End, nodes);
            }

            reader.SkipTo(field.End);
        }

        return nodes;
    }

    private static void ReadGraph(ProtobufReader reader, long end, List<OnnxNode> nodes)
    {
        while (reader.NextField(end) is { } field)
        {
            if (field.Number == GraphNode)
            {
                nodes.Add(ReadNode(reader, field.End));
            }

            reader.SkipTo(field.End);
        }
    }

    private static OnnxNode ReadNode(ProtobufReader reader, long end)
    {
        var inputs = new List<string>();
        var outputs = new List<string>();
        string opType = "";
        while (reader.NextField(end) is { } field)
        {
            switch (field.Number)
            {
                case NodeInput:
                    inputs.Add(reader.ReadString(field));
                    break;
                case NodeOutput:
                    outputs.Add(reader.ReadString(field));
                    break;
                case NodeOpType:
                    opType = reader.ReadString(field);
                    break;
            }

            reader.SkipTo(field.End);
        }

        return new OnnxNode(opType, inputs, outputs);
    }
}
