namespace HybridInference.DemoModelTrainer.Tokenization;

/// <summary>The tokens that mark the turns of a conversation.</summary>
internal static class SpecialTokens
{
    public const string EndOfText = "<|endoftext|>";
    public const string TurnStart = "<|im_start|>";
    public const string TurnEnd = "<|im_end|>";

    public static IReadOnlyList<string> All { get; } = [EndOfText, TurnStart, TurnEnd];
}
