namespace HybridInference.LocalModels.Tokenization;

/// <summary>The long s: without regard to case an s to Unicode, but not to .NET.</summary>
internal static class LongS
{
    /// <summary>The letter as a range.</summary>
    public static readonly CodePointRange Range = new('\u017F', '\u017F');

    /// <summary>Both letters, as the inside of a character class.</summary>
    public const string Both = @"s\u017F";
}
