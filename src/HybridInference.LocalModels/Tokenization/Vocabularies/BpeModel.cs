namespace HybridInference.LocalModels.Tokenization;

/// <summary>A byte-pair model: characters (or bytes) are merged in the order in which the merges were learnt.</summary>
internal sealed class BpeModel(Vocabulary vocabulary, BpeMerges merges) : TokenModel(vocabulary)
{
    /// <summary>Gets the merges.</summary>
    public BpeMerges Merges => merges;

    /// <summary>Gets the id for characters that the vocabulary lacks; without one they are dropped.</summary>
    public int? UnknownId { get; init; }

    /// <summary>Gets a value indicating whether neighbouring unknown characters become one token.</summary>
    public bool FusesUnknown { get; init; }

    /// <summary>Gets a value indicating whether characters that the vocabulary lacks become byte tokens.</summary>
    public bool HasByteFallback { get; init; }

    /// <summary>Gets a value indicating whether a piece that is a token is not split into parts first.</summary>
    public bool IgnoresMerges { get; init; }

    /// <summary>Gets what is put before every character but the first of a piece.</summary>
    public string ContinuingPrefix { get; init; } = "";

    /// <summary>Gets what is put after the last character of a piece.</summary>
    public string EndSuffix { get; init; } = "";

    /// <summary>Reads a model of type BPE.</summary>
    public static new BpeModel Read(ModelJson json)
    {
        if (json["dropout"] is { IsNull: false } dropout && dropout.AsDouble() > 0)
        {
            throw json.Error("'dropout' must be null or 0: encoding must be repeatable.");
        }

        Vocabulary vocabulary = Vocabulary.Read(json["vocab"]);
        string prefix = json.OptionalString("continuing_subword_prefix") ?? "";
        string? unknown = json.OptionalString("unk_token");
        return new BpeModel(vocabulary, BpeMerges.Read(json["merges"], vocabulary, prefix.Length))
        {
            UnknownId = unknown is null ? null : vocabulary.Find(unknown),
            FusesUnknown = json.Boolean("fuse_unk", absent: false),
            HasByteFallback = json.Boolean("byte_fallback", absent: false),
            IgnoresMerges = json.Boolean("ignore_merges", absent: false),
            ContinuingPrefix = prefix,
            EndSuffix = json.OptionalString("end_of_word_suffix") ?? "",
        };
    }

    /// <inheritdoc/>
    public override PieceEncoder CreateEncoder() => new BpeEncoder(this);
}
