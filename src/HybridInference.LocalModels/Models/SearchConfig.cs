namespace HybridInference.LocalModels;

/// <summary>What the folder's author wants where the caller says nothing: the <c>search</c> section, or <c>generation_config.json</c>.</summary>
internal sealed record SearchConfig
{
    /// <summary>Gets the tokens that prompt and output have together at most, or <see langword="null"/> for the whole context.</summary>
    public required int? MaxLength { get; init; }

    /// <summary>Gets the tokens that an output has at most, which comes before <see cref="MaxLength"/>; only in Hugging Face's layout.</summary>
    public required int? MaxNewTokens { get; init; }

    /// <summary>Gets the tokens that prompt and output have together at least: until then no answer ends by itself.</summary>
    public required int MinLength { get; init; }

    public required bool DoSample { get; init; }

    public required float Temperature { get; init; }

    public required int TopK { get; init; }

    public required float TopP { get; init; }

    public required float MinP { get; init; }

    public required float RepetitionPenalty { get; init; }

    /// <summary>Gets the length of sequences that do not occur twice; 0 for none.</summary>
    public required int NoRepeatNgramSize { get; init; }

    /// <summary>Gets the seed of every request without one, or <see langword="null"/> for a different seed each time.</summary>
    public required long? RandomSeed { get; init; }

    public required int Beams { get; init; }

    /// <exception cref="ModelLoadException">A value is outside its range.</exception>
    public static SearchConfig Read(ConfigObject search) => new()
    {
        MaxLength = ReadLimit(search, "max_length"),
        MaxNewTokens = ReadLimit(search, "max_new_tokens"),
        MinLength = search.Int("min_length", 0),
        DoSample = search.Bool("do_sample", false),
        Temperature = ReadNumber(search, "temperature", 1f, value => value >= 0, "0 or more"),
        TopK = search.Int("top_k", 50),
        TopP = search.Float("top_p", 0f),
        MinP = ReadNumber(search, "min_p", 0f, value => value is >= 0 and <= 1, "between 0 and 1"),
        RepetitionPenalty = ReadNumber(search, "repetition_penalty", 1f, value => value > 0, "more than 0"),
        NoRepeatNgramSize = search.Int("no_repeat_ngram_size", 0),
        RandomSeed = search.Int("random_seed") is >= 0 and int seed ? seed : null,
        Beams = search.Int("num_beams", 1),
    };

    private static int? ReadLimit(ConfigObject search, string key) => search.Int(key) is > 0 and int limit ? limit : null;

    private static float ReadNumber(ConfigObject search, string key, float otherwise, Predicate<float> isValid, string range)
    {
        float value = search.Float(key, otherwise);
        return float.IsFinite(value) && isValid(value) ? value : throw search.Invalid(key, $"must be {range}");
    }
}
