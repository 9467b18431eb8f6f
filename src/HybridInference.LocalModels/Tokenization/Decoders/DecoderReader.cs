namespace HybridInference.LocalModels.Tokenization;

/// <summary>Reads the <c>decoder</c> of a tokenizer.json as the steps that it consists of.</summary>
internal sealed class DecoderReader
{
    private static readonly Dictionary<string, Action<DecoderReader, ModelJson>> Readers = new()
    {
        ["Sequence"] = (reader, json) => reader.AddSequence(json),
        ["ByteLevel"] = (reader, _) => reader.AddFused((next, _) => new ByteLevelSink(next)),
        ["ByteFallback"] = (reader, _) => reader._steps.Add(ByteFallbackSink.Create),
        ["Fuse"] = (reader, _) => reader.AddFused((next, _) => next),
        ["Replace"] = (reader, json) => reader.AddReplace(json),
        ["Strip"] = (reader, json) => reader.AddStrip(json),
        ["BPEDecoder"] = (reader, json) => reader.AddWordEnd(json.OptionalString("suffix") ?? "</w>"),
        ["WordPiece"] = (reader, json) => reader.AddWordPiece(json.OptionalString("prefix") ?? "##", json.Boolean("cleanup", absent: true)),
        ["Metaspace"] = (reader, json) => reader.AddMetaspace(json),
    };

    private readonly List<DecoderStep> _steps = [];

    // Whether the steps so far have made one text of the tokens.
    private bool _isFused;

    /// <summary>Reads the steps.</summary>
    public static List<DecoderStep> Read(ModelJson json)
    {
        DecoderReader reader = new();
        reader.Add(json);
        return reader._steps;
    }

    private void Add(ModelJson json)
    {
        string type = json.String("type");
        if (!Readers.TryGetValue(type, out Action<DecoderReader, ModelJson>? read))
        {
            throw json.Error($"decoders of type '{type}' are not supported.");
        }

        read(this, json);
    }

    private void AddSequence(ModelJson json)
    {
        foreach (ModelJson item in json["decoders"].Items())
        {
            Add(item);
        }
    }

    private void AddFused(DecoderStep step)
    {
        _steps.Add(step);
        _isFused = true;
    }

    private void AddReplace(ModelJson json)
    {
        TextPattern pattern = TextPattern.Read(json["pattern"]);
        string content = json.String("content");
        _steps.Add((next, _) => new ReplaceSink(pattern, content, next));
    }

    private void AddStrip(ModelJson json)
    {
        string content = json.String("content");
        int start = json.OptionalInteger("start") ?? 0;
        int stop = json.OptionalInteger("stop") ?? 0;
        if (content.Length != 1)
        {
            throw json.Error("a decoder of type 'Strip' needs one character.");
        }

        bool isFused = _isFused;
        _steps.Add((next, _) => isFused ? new FusedStripSink(content[0], start, stop, next) : new StripSink(content[0], start, stop, next));
    }

    private void AddWordEnd(string suffix) => _steps.Add((next, _) => new WordEndSink(suffix, next));

    private void AddWordPiece(string prefix, bool isCleaned) => _steps.Add((next, _) => new WordPieceSink(prefix, isCleaned, next));

    private void AddMetaspace(ModelJson json)
    {
        MetaspaceOptions options = MetaspaceOptions.Read(json);
        _steps.Add((next, _) => new MetaspaceSink(options, next));
    }
}
