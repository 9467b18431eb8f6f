namespace HybridInference.LocalModels;

/// <summary>The tags around what a model thinks before it answers.</summary>
/// <param name="Open">The tag before it; the chat template may write it already at the end of the prompt.</param>
/// <param name="Close">The tag after it.</param>
internal sealed record ReasoningTags(string Open, string Close)
{
    /// <summary>The tags of most models.</summary>
    public static readonly ReasoningTags Think = new("<think>", "</think>");

    /// <summary>The tags that are known: first those of most models, then those of Mistral, Cohere, Apertus, Seed, EXAONE Deep, Kimi and others.</summary>
    private static readonly ReasoningTags[] Known =
    [
        Think,
        new("[THINK]", "[/THINK]"),
        new("<|START_THINKING|>", "<|END_THINKING|>"),
        new("<|inner_prefix|>", "<|inner_suffix|>"),
        new("<seed:think>", "</seed:think>"),
        new("<thought>", "</thought>"),
        new("<thinking>", "</thinking>"),
        new("<reasoning>", "</reasoning>"),
        new("◁think▷", "◁/think▷"),
    ];

    /// <summary>Chooses the first pair of which the template has a tag, or else the first whose tags are tokens, or else <see cref="Think"/>.</summary>
    public static ReasoningTags Choose(string template, ModelTokenizer tokenizer) =>
        Array.Find(Known, tags => template.Contains(tags.Open, StringComparison.Ordinal) || template.Contains(tags.Close, StringComparison.Ordinal))
        ?? Array.Find(Known, tags => tokenizer.IsAdded(tags.Open) && tokenizer.IsAdded(tags.Close))
        ?? Think;
}
