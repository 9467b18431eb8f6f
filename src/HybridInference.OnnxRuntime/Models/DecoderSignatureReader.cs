using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>Works out a <see cref="DecoderSignature"/> from the metadata of a session; the configuration only gives names and hints.</summary>
internal sealed class DecoderSignatureReader(string modelFile, ModelConfig config, OnnxGraph graph, InferenceSession session)
{
    private readonly DecoderConfig _decoder = config.Decoder;
    private readonly HashSet<string> _unclaimed = [.. session.InputMetadata.Keys];

    public DecoderSignature Read()
    {
        List<KvTensor> cache = ReadCache();
        TokenInput? numLogitsToKeep = ReadTokenInput(_decoder.NumLogitsToKeep, rank: 0);
        var signature = new DecoderSignature
        {
            InputIds = ReadTokenInput(_decoder.InputIds, rank: 2) ?? throw Unsupported($"it has no input '{_decoder.InputIds}'"),
            AttentionMask = ReadTokenInput(_decoder.AttentionMask, rank: 2),
            PositionIds = ReadTokenInput(_decoder.PositionIds, rank: 2),
            NumLogitsToKeep = numLogitsToKeep,
            LogitRows = ReadTokenInput(RewrittenInputs.LogitRows, rank: 1),
            LastIndex = ReadTokenInput(RewrittenInputs.LastIndex, rank: 1),
            TotalLength = ReadTokenInput(RewrittenInputs.TotalLength, rank: 0),
            Logits = ReadLogits(isLastRowAsked: numLogitsToKeep is not null),
            Cache = cache,
            SharesCache = SharedCacheRule.Allows(graph, cache),
        };

        return _unclaimed.Count == 0
            ? signature
            : throw Unsupported($"it wants inputs that this engine does not feed ({string.Join(", ", _unclaimed.Order(StringComparer.Ordinal))})");
    }

    private TokenInput? ReadTokenInput(string name, int rank)
    {
        if (!session.InputMetadata.TryGetValue(name, out NodeMetadata? metadata))
        {
            return null;
        }

        _unclaimed.Remove(name);
        return metadata.ElementDataType is TensorElementType.Int32 or TensorElementType.Int64 && metadata.Dimensions.Length == rank
            ? new TokenInput(name, metadata.ElementDataType)
            : throw Unsupported($"its input '{name}' is {Describe(metadata)} where int32 or int64 of {rank} dimensions was expected");
    }

    private LogitsOutput ReadLogits(bool isLastRowAsked)
    {
        if (!session.OutputMetadata.TryGetValue(_decoder.Logits, out NodeMetadata? metadata))
        {
            throw Unsupported($"it has no output '{_decoder.Logits}'");
        }

        if (metadata.Dimensions.Length != 3 || metadata.ElementDataType is not (TensorElementType.Float or TensorElementType.Float16))
        {
            throw Unsupported($"its output '{_decoder.Logits}' is {Describe(metadata)} where float or float16 of shape [batch, tokens, vocabulary] was expected");
        }

        int vocabulary = metadata.Dimensions[2] > 0 ? metadata.Dimensions[2] : config.VocabularySize ?? 0;
        return vocabulary > 0
            ? new LogitsOutput(_decoder.Logits, metadata.ElementDataType, vocabulary, LastRowOnly: isLastRowAsked || metadata.Dimensions[1] == 1)
            : throw Unsupported("neither its logits nor the configuration's vocab_size give the size of the vocabulary");
    }

    private List<KvTensor> ReadCache()
    {
        KvNames[] cacheNames = [_decoder.KeyNames, _decoder.ValueNames, _decoder.CombinedNames];
        var cache = new List<KvTensor>();
        foreach (string input in session.InputNames)
        {
            foreach (KvNames names in cacheNames)
            {
                if (names.LayerOf(input) is { } layer && _unclaimed.Remove(input))
                {
                    cache.Add(ReadCacheTensor(input, names.PresentOf(layer), isCombined: names == _decoder.CombinedNames));
                }
            }
        }

        return cache.Count > 0
            ? cache
            : throw Unsupported($"it has no key-value cache: no input is named like '{_decoder.KeyNames.Past}'");
    }

    private KvTensor ReadCacheTensor(string past, string present, bool isCombined)
    {
        NodeMetadata input = session.InputMetadata[past];
        if (!session.OutputMetadata.TryGetValue(present, out NodeMetadata? output))
        {
            throw Unsupported($"its input '{past}' has no matching output '{present}'");
        }

        string shape = isCombined ? "[2, batch, heads, tokens, head size]" : "[batch, heads, tokens, head size]";
        int rank = isCombined ? 5 : 4;
        if (input.Dimensions.Length != rank || output.Dimensions.Length != rank || output.ElementDataType != input.ElementDataType)
        {
            throw Unsupported($"its cache input '{past}' is {Describe(input)} where {shape} was expected");
        }

        int heads = FirstPositive(input.Dimensions[^3], output.Dimensions[^3], _decoder.KeyValueHeads);
        int headSize = FirstPositive(input.Dimensions[^1], output.Dimensions[^1], _decoder.HeadSize);
        return heads > 0 && headSize > 0
            ? new KvTensor(past, present, input.ElementDataType, heads, headSize) { IsCombined = isCombined }
            : throw Unsupported($"neither its cache input '{past}' nor the configuration gives the number and size of the heads");
    }

    private static int FirstPositive(int input, int output, int? hint) =>
        input > 0 ? input : output > 0 ? output : hint ?? 0;

    private static string Describe(NodeMetadata metadata) =>
        $"{metadata.ElementDataType} [{string.Join(", ", metadata.Dimensions.Select((size, i) => size >= 0 ? $"{size}" : metadata.SymbolicDimensions[i]))}]";

    private ModelLoadException Unsupported(string problem) =>
        new(modelFile, $"the graph is not a decoder that this engine can run: {problem}.");
}
