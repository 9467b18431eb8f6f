namespace HybridInference.LocalModels;

/// <summary>Works out what a model needs from its graph; the configuration only gives names and hints.</summary>
internal static class ModelRequirementsReader
{
    private const string QuantizedProduct = "MatMulNBits";

    /// <exception cref="ModelLoadException">The graph is damaged or has no key-value cache.</exception>
    public static ModelRequirements Read(ModelFolder folder)
    {
        OnnxGraph graph = OnnxGraphReader.ReadOrThrow(folder.ModelFile);
        long cacheBytes = CacheBytes(graph, folder.Config.Decoder);
        return new()
        {
            WeightBytes = graph.Initializers.Values.Sum(BytesOf),
            KvBytesPerToken = cacheBytes > 0 ? cacheBytes : throw new ModelLoadException(folder.ModelFile, "the graph has no key-value cache whose size is known."),
            ContextLength = folder.Config.ContextLength,
            Parameters = CountParameters(graph),
            Precision = FindPrecision(graph),
            Modalities = ["text"],
        };
    }

    /// <summary>The bytes of one token in all tensors of the cache.</summary>
    private static long CacheBytes(OnnxGraph graph, DecoderConfig decoder)
    {
        KvNames[] names = [decoder.KeyNames, decoder.ValueNames, decoder.CombinedNames];
        long bytes = 0;
        foreach (OnnxValue input in graph.Inputs)
        {
            KvNames found = Array.Find(names, candidate => candidate.LayerOf(input.Name) is not null);
            if (found.Past is not null && input.Dimensions.Count >= 4)
            {
                bytes += CacheTensorBytes(graph, decoder, input, found);
            }
        }

        return bytes;
    }

    /// <summary>A size that the input leaves free may stand at the output, and otherwise in the configuration.</summary>
    private static long CacheTensorBytes(OnnxGraph graph, DecoderConfig decoder, OnnxValue past, KvNames names)
    {
        string present = names.PresentOf(names.LayerOf(past.Name)!.Value);
        OnnxValue? output = graph.Outputs.Find(candidate => candidate.Name == present && candidate.Dimensions.Count == past.Dimensions.Count);
        long heads = FirstPositive(past.Dimensions[^3].Size, output?.Dimensions[^3].Size, decoder.KeyValueHeads);
        long headSize = FirstPositive(past.Dimensions[^1].Size, output?.Dimensions[^1].Size, decoder.HeadSize);
        long elements = (names == decoder.CombinedNames ? 2 : 1) * heads * headSize;
        return elements * BitsOf(past.ElementType) / 8;
    }

    private static long FirstPositive(long input, long? output, int? hint) => input > 0 ? input : output is > 0 ? output.Value : hint ?? 0;

    private static long BytesOf(OnnxTensor tensor) => (tensor.Count * BitsOf(tensor.ElementType) + 7) / 8;

    private static int BitsOf(int elementType) => (OnnxElementType)elementType switch
    {
        OnnxElementType.UInt4 or OnnxElementType.Int4 => 4,
        OnnxElementType.Float16 or OnnxElementType.BFloat16 or OnnxElementType.Int16 or OnnxElementType.UInt16 => 16,
        OnnxElementType.Float or OnnxElementType.Int32 or OnnxElementType.UInt32 => 32,
        OnnxElementType.Double or OnnxElementType.Int64 or OnnxElementType.UInt64 => 64,
        _ => 8,
    };

    /// <summary>A quantized product says how large its matrix is; its constants are packed bits and scales, which are no weights of their own.</summary>
    private static long CountParameters(OnnxGraph graph)
    {
        List<OnnxNode> products = graph.Nodes.FindAll(node => node.OpType == QuantizedProduct);
        HashSet<string> packed = [.. products.SelectMany(node => node.Inputs.Skip(1))];
        return products.Sum(node => (node.IntegerOf("N") ?? 0) * (node.IntegerOf("K") ?? 0))
            + graph.Initializers.Values.Where(tensor => !packed.Contains(tensor.Name)).Sum(tensor => tensor.Count);
    }

    private static string FindPrecision(OnnxGraph graph)
    {
        var bytes = new Dictionary<string, long>();
        Dictionary<string, long> bits = [];
        foreach (OnnxNode node in graph.Nodes.Where(node => node.OpType == QuantizedProduct))
        {
            bits[node.InputAt(1)] = node.IntegerOf("bits") ?? 4;
        }

        foreach (OnnxTensor tensor in graph.Initializers.Values)
        {
            string name = bits.TryGetValue(tensor.Name, out long width) ? $"int{width}" : NameOf(tensor.ElementType);
            bytes[name] = bytes.GetValueOrDefault(name) + BytesOf(tensor);
        }

        return bytes.Count == 0 ? "unknown" : bytes.MaxBy(entry => entry.Value).Key;
    }

    private static string NameOf(int elementType) => (OnnxElementType)elementType switch
    {
        OnnxElementType.Float => "fp32",
        OnnxElementType.Float16 => "fp16",
        OnnxElementType.BFloat16 => "bf16",
        var type => type.ToString().ToLowerInvariant(),
    };
}
