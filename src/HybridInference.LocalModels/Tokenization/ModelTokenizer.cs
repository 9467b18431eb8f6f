using HybridInference.LocalModels.Tokenization;

namespace HybridInference.LocalModels;

/// <summary>The tokenizer of a model folder, as its tokenizer.json describes it. Thread safe.</summary>
internal sealed class ModelTokenizer
{
    private readonly TokenizerPipeline _pipeline;
    private readonly TokenizerSettings _settings;

    private ModelTokenizer(string path, TokenizerPipeline pipeline, TokenizerSettings settings)
    {
        Path = path;
        _pipeline = pipeline;
        _settings = settings;
    }

    /// <summary>Gets the path of the tokenizer.json.</summary>
    public string Path { get; }

    /// <summary>Gets the number that is larger than every token id.</summary>
    public int VocabularySize => Math.Max(_pipeline.Model.Vocabulary.Size, _pipeline.AddedTokens.Size);

    /// <summary>Gets the stages of the tokenizer.</summary>
    public TokenizerPipeline Pipeline => _pipeline;

    /// <summary>Gets the token that begins a text, if the folder names one.</summary>
    public string? BosToken => _settings.BosToken;

    /// <summary>Gets the token that ends a text, if the folder names one.</summary>
    public string? EosToken => _settings.EosToken;

    /// <summary>Loads the tokenizer of a model folder.</summary>
    /// <exception cref="ModelLoadException">A file is missing, damaged or of a kind that is not supported.</exception>
    public static ModelTokenizer Load(string folder)
    {
        TokenizerSettings settings = TokenizerSettings.Load(folder);
        string path = System.IO.Path.Combine(folder, "tokenizer.json");
        if (!File.Exists(path))
        {
            throw new ModelLoadException(path, "the file does not exist. A model folder needs the tokenizer.json of its model.");
        }

        return new ModelTokenizer(path, ModelJsonFile.Read(path, json => TokenizerPipeline.Read(json, settings.AddedTokens)), settings);
    }

    /// <summary>Adds the ids of a text. Added tokens in it are recognised; the chat template writes those around it.</summary>
    public void Encode(ReadOnlySpan<char> text, List<int> ids) => _pipeline.Encode(text, ids);

    /// <summary>Adds the ids of a prompt. Added tokens are recognised where no mark is within them.</summary>
    public void Encode(MarkedText prompt, List<int> ids) => _pipeline.Encode(prompt.Text, ids, prompt.Mark);

    /// <summary>Gets a text as the vocabulary sees it.</summary>
    public string Normalize(string text) => _pipeline.Normalize(text);

    /// <summary>Gets whether normalizing may make a token of a text that has none.</summary>
    public bool NormalizesIntoTokens => _pipeline.NormalizesIntoTokens;

    /// <summary>Gets the added tokens.</summary>
    public IReadOnlyCollection<AddedToken> AddedTokens => _pipeline.AddedTokens.Tokens;

    /// <summary>Creates the decoder of one response.</summary>
    /// <param name="kept">The special tokens that are part of the text all the same; null for none.</param>
    /// <param name="after">The token that the response goes on after; null where it begins a text, whose first token may lose the space before it.</param>
    public TokenDecoder CreateDecoder(IReadOnlySet<int>? kept = null, int? after = null)
    {
        var decoder = new TokenDecoder(_pipeline, isIncremental: true, kept);
        if (after is { } token)
        {
            _ = decoder.Append(token);
        }

        return decoder;
    }

    /// <summary>Gets the text of ids, without special tokens.</summary>
    public string Decode(ReadOnlySpan<int> ids)
    {
        TokenDecoder decoder = new(_pipeline, isIncremental: false);
        foreach (int id in ids)
        {
            decoder.Add(id);
        }

        return decoder.Flush();
    }

    /// <summary>Gets the text of one token within a text; special tokens have their name, unknown ids nothing.</summary>
    public string GetText(int id)
    {
        // The first token of a text may lose the space before it, so it is the second of two that tells.
        string first = Decode([id]);
        return IsSpecial(id) ? _pipeline.FindToken(id)! : Decode([id, id])[first.Length..];
    }

    /// <summary>Gets the id of a token, added or of the vocabulary.</summary>
    public int? FindToken(string token) => _pipeline.AddedTokens.Find(token)?.Id ?? _pipeline.Model.Vocabulary.Find(token);

    /// <summary>Gets whether a text is an added token, special or not.</summary>
    public bool IsAdded(string token) => _pipeline.AddedTokens.Find(token) is not null;

    /// <summary>Gets the id of a special token; null if the text is none.</summary>
    public int? FindSpecial(string token) => _pipeline.AddedTokens.IsSpecial(token) ? FindToken(token) : null;

    /// <summary>Gets whether an id is that of a special token, which decoded text leaves out.</summary>
    public bool IsSpecial(int id) => _pipeline.FindToken(id) is string token && _pipeline.AddedTokens.IsSpecial(token);
}
