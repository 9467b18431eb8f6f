namespace HybridInference.LocalModels;

/// <summary>What the configuration files of a model folder of either layout say. What the graph says for itself comes before it.</summary>
internal sealed record ModelConfig
{
    /// <summary>Gets the path of the file that the rest was read from, for messages.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the most tokens that prompt and output may have together.</summary>
    public required int ContextLength { get; init; }

    public required int? VocabularySize { get; init; }

    /// <summary>Gets the ids that end an answer; empty when the folder names none.</summary>
    public required IReadOnlyList<int> EosTokenIds { get; init; }

    /// <summary>Gets the folder of the tokenizer files relative to the model folder, or an empty string.</summary>
    public string TokenizerFolder { get; init; } = "";

    public required DecoderConfig Decoder { get; init; }

    public required SearchConfig Search { get; init; }

    /// <summary>Gets the names of the sections that say the model is of a kind this engine does not run.</summary>
    public required IReadOnlyList<string> UnsupportedSections { get; init; }

    /// <summary>Gets what the folder asks for and does not get, though it can be used without.</summary>
    public IEnumerable<string> UnmetWishes
    {
        get
        {
            if (Decoder.Session.Providers.Count > 0)
            {
                yield return $"the execution provider {string.Join(", ", Decoder.Session.Providers)} (it runs on the CPU)";
            }

            if (Search.Beams > 1)
            {
                yield return $"a search with {Search.Beams} beams (it uses one)";
            }
        }
    }
}
