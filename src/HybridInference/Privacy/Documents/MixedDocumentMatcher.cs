namespace HybridInference;

/// <summary>Matches numbers of documents with letters in them that a word beside them names.</summary>
internal static class MixedDocumentMatcher
{
    private const double Score = 0.6;
    private const double AloneScore = 0.33;
    private const int MaxLength = 20;

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        match = default;
        ReadOnlySpan<char> value = token.Value.TrimEnd("-.");
        if (value.Length is < 6 or > MaxLength || value.ContainsAny('_', '.') || !IsNumber(value, out int length))
        {
            return false;
        }

        CueWindow cues = token.CuesAround(token.Start, token.Start + value.Length);
        DocumentKind? kind = DocumentKind.Find(cues, length);
        string category = kind is null && cues.IsAlone ? AloneCategory(value) : kind?.Category ?? "";
        match = token.Match(category, value.Length, kind is null ? AloneScore : Score);
        return category.Length > 0;
    }

    /// <summary>Whether letters of one case stand among at least four digits.</summary>
    private static bool IsNumber(ReadOnlySpan<char> value, out int length)
    {
        var randomness = new Randomness(value);
        length = randomness.Letters + randomness.Digits;
        bool isOneCase = randomness.Lowers == 0 || randomness.Uppers == 0 || value.Length <= 9;
        return randomness is { Letters: > 0, Digits: >= 4, Symbols: <= 3 } && isOneCase;
    }

    private static string AloneCategory(ReadOnlySpan<char> value) =>
        LoneDocument.IsPassport(value) ? PiiCategories.Passport : LoneDocument.IsDriverLicense(value) ? PiiCategories.DriverLicense : "";
}
