namespace HybridInference.LocalModels;

/// <summary>Reads the graph of an ONNX file. Weights are skipped by seeking over them: what is kept is where they are.</summary>
internal sealed class OnnxGraphReader
{
    private readonly ProtobufReader _reader;
    private readonly bool _isLargeDataMoved;
    private readonly OnnxTensorReader _tensors;
    private readonly OnnxNodeReader _nodes;
    private readonly OnnxValueReader _values;
    private readonly OnnxGraph _graph = new();

    private OnnxGraphReader(ProtobufReader reader, string fileName, bool isLargeDataMoved)
    {
        _reader = reader;
        _isLargeDataMoved = isLargeDataMoved;
        _tensors = new OnnxTensorReader(reader, fileName);
        _nodes = new OnnxNodeReader(reader, _tensors);
        _values = new OnnxValueReader(reader);
    }

    /// <summary>Reads the main graph of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isLargeDataMoved">Whether large data in the file becomes external data that lies in this very file.</param>
    /// <exception cref="InvalidDataException">The file is not a well-formed ONNX model.</exception>
    public static OnnxGraph Read(string path, bool isLargeDataMoved = true)
    {
        using var reader = new ProtobufReader(File.OpenRead(path));
        var graph = new OnnxGraphReader(reader, Path.GetFileName(path), isLargeDataMoved);
        graph.ReadModel();
        return graph._graph;
    }

    /// <summary>Reads the main graph of a file of a model folder.</summary>
    /// <exception cref="ModelLoadException">The file cannot be read, or is not a well-formed ONNX model.</exception>
    public static OnnxGraph ReadOrThrow(string path)
    {
        try
        {
            return Read(path);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(path, $"its graph cannot be read: {exception.Message}", exception);
        }
    }

    private void ReadModel()
    {
        foreach (ProtobufField field in _reader.Fields(_reader.Length))
        {
            if (field.Number == OnnxFields.ModelGraph)
            {
                ReadGraph(field.End);
                continue;
            }

            if (field.Number == OnnxFields.ModelOpset)
            {
                ReadOpset(field.End);
            }

            _graph.ModelRest.Add(_reader.ReadBytes(field.Head, field.End));
        }
    }

    private void ReadOpset(long end)
    {
        string domain = "";
        long version = 0;
        foreach (ProtobufField field in _reader.Fields(end))
        {
            domain = field.Number == OnnxFields.OpsetDomain ? _reader.ReadString(field) : domain;
            version = field.Number == OnnxFields.OpsetVersion ? field.Value : version;
        }

        _graph.Opset = domain is "" or "ai.onnx" ? version : _graph.Opset;
    }

    private void ReadGraph(long end)
    {
        foreach (ProtobufField field in _reader.Fields(end))
        {
            switch (field.Number)
            {
                case OnnxFields.GraphNode:
                    _graph.Nodes.Add(_nodes.Read(field));
                    break;
                case OnnxFields.GraphInitializer:
                    OnnxTensor tensor = _tensors.Read(field, _isLargeDataMoved);
                    _graph.Initializers[tensor.Name] = tensor;
                    break;
                case OnnxFields.GraphInput:
                    _graph.Inputs.Add(_values.Read(field));
                    break;
                case OnnxFields.GraphOutput:
                    _graph.Outputs.Add(_values.Read(field));
                    break;

                // What is known of values in between may be no longer true after a change; ONNX Runtime works it out itself.
                case OnnxFields.GraphValueInfo:
                    break;
                default:
                    _graph.GraphRest.Add(_reader.ReadBytes(field.Head, field.End));
                    break;
            }
        }
    }
}
