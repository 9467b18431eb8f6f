namespace HybridInference.OnnxRuntimeGenAI.Tests;

/// <summary>
/// A model whose next token follows from the tokens so far, so that it does not matter how they came there: at once, in chunks, or left from
/// an earlier request. It ends an answer after <see cref="AnswerTokens"/> tokens, unless something else is said.
/// </summary>
internal sealed class ScriptedModel(IReadOnlyList<int> endTokens, int contextLength) : IGeneratorModel
{
    private const int AnswerTokens = 30;
    private const int FirstToken = 300;
    private const int TokenCount = 1000;

    /// <summary>The token that every message of the demo model's template begins with.</summary>
    private const int MessageStart = 2015;

    private const int MessageEnd = 2016;

    private readonly Lock _lock = new();

    /// <summary>Gets all generators that were made.</summary>
    public List<ScriptedGenerator> Generators { get; } = [];

    public int ContextLength => contextLength;

    /// <summary>Gets or sets what happens in every call that sends tokens through the model.</summary>
    public Action<ScriptedGenerator, int>? OnRun { get; set; }

    /// <summary>Gets or sets what happens after a token was chosen, before the call returns.</summary>
    public Action? OnChosen { get; set; }

    /// <summary>Gets or sets whether tokens can be put behind others.</summary>
    public bool CanContinue { get; set; } = true;

    /// <summary>Gets or sets whether tokens can be taken back.</summary>
    public bool CanRewind { get; set; } = true;

    /// <summary>Gets or sets what an answer is, instead of what follows from the tokens.</summary>
    public IReadOnlyList<int>? Answer { get; set; }

    /// <summary>Gets or sets the size of which prompts are filled up to a multiple; 1 for none.</summary>
    public int Window { get; set; } = 1;

    public bool IsDisposed { get; private set; }

    public IReadOnlyList<int> EndTokens => endTokens;

    public static ScriptedModel Load(ModelFolder folder) => new(folder.Config.EosTokenIds, folder.Config.ContextLength);

    public ISequenceGenerator Create(GeneratorSettings settings, int capacity)
    {
        Assert.False(IsDisposed, "The model is freed.");
        Assert.InRange(capacity, 1, contextLength);
        var generator = new ScriptedGenerator(this, settings, capacity);
        lock (_lock)
        {
            Generators.Add(generator);
        }

        return generator;
    }

    /// <summary>Chooses the token after some others.</summary>
    public int Choose(IReadOnlyList<int> tokens, Random? random)
    {
        int written = tokens.Count - 1 - tokens.ToList().LastIndexOf(MessageStart);
        if (random is not null)
        {
            return FirstToken + random.Next(TokenCount);
        }

        if (Answer is not null)
        {
            return tokens.Count - PromptLength < Answer.Count ? Answer[tokens.Count - PromptLength] : MessageEnd;
        }

        uint hash = tokens.TakeLast(3).Aggregate(17u, (hash, token) => (hash * 31) + (uint)token);
        return written > AnswerTokens && endTokens.Contains(MessageEnd) ? MessageEnd : FirstToken + (int)(hash % TokenCount);
    }

    /// <summary>Gets or sets the tokens of the prompt that <see cref="Answer"/> answers.</summary>
    public int PromptLength { get; set; }

    public void Dispose()
    {
        Assert.All(Generators, generator => Assert.True(generator.IsDisposed, "A generator outlives its model."));
        Assert.False(IsDisposed, "The model is freed twice.");
        IsDisposed = true;
    }
}
