namespace HybridInference;

/// <summary>Matches numbers of documents with letters in them that a word beside them names.</summary>
internal static class MixedDocumentMatcher
{
    private const double Score = 0.6;
    private const double AloneScore = 0.31;
    private const int MaxLength = 20;

    public static bool TryMatch(TextToken token, out PiiMatch match)
    {
        match = default;
        ReadOnlySpan<char> value = token.Value.TrimEnd("-.");
        if (value.Length is < 6 or > MaxLength || value.ContainsAny('_', '.') || !IsNumber(value, out int length))
        {
            return false;
        }

        var cues = new CueWindow(token.Text, token.Start, token.Start + value.Length);
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

    /// <summary>What a text that is nothing but letters and digits can be: a passport, or a British licence.</summary>
    /// <remarks>DVLA driver number: five letters of the name, six digits, two initials, a digit, two letters.</remarks>
    private static string AloneCategory(ReadOnlySpan<char> value)
    {
        int letters = value.IndexOfAnyInRange('0', '9');
        bool isPassport = letters is >= 1 and <= 3 && value.Length - letters is >= 6 and <= 8 && !value[letters..].ContainsAnyExceptInRange('0', '9');
        return isPassport ? PiiCategories.Passport : Compact.HasShape(value, "aaaaaddddddxxdaa") || Compact.HasShape(value, "aaaaaddddddaaxaa") ? PiiCategories.DriverLicense : "";
    }
}
