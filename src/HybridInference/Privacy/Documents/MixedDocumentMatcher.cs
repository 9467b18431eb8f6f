namespace HybridInference;

/// <summary>Matches numbers of documents with letters in them that a word beside them names.</summary>
internal static class MixedDocumentMatcher
{
    private const double Score = 0.6;
    private const int MaxLength = 20;

    public static bool TryMatch(TextToken token, out PiiMatch match)
    {
        match = default;
        ReadOnlySpan<char> value = token.Value.TrimEnd("-.");
        if (value.Length is < 6 or > MaxLength || value.ContainsAny('_', '.'))
        {
            return false;
        }

        var randomness = new Randomness(value);
        if (randomness.Letters == 0 || randomness.Digits < 4 || randomness.Symbols > 3 || (randomness.Lowers > 0 && randomness.Uppers > 0))
        {
            return false;
        }

        var cues = new CueWindow(token.Text, token.Start, token.Start + value.Length);
        DocumentKind? kind = DocumentKind.Find(cues, randomness.Letters + randomness.Digits);
        match = token.Match(kind?.Category ?? "", value.Length, Score);
        return kind is not null;
    }
}
