namespace HybridInference;

/// <summary>Matches numbers of documents with letters in them that a word beside them names.</summary>
internal static class MixedDocumentMatcher
{
    /// <summary>What the number of a program's known weakness begins with.</summary>
    public const string Weakness = "CVE-";

    private const double Score = 0.6;
    private const int MaxLength = 20;
    private const int MaxPrefix = 5;

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        match = default;
        ReadOnlySpan<char> value = token.Value.TrimEnd("-.");
        if (value.Length is < 6 or > MaxLength || value.ContainsAny('_', '.') || !IsNumber(value, out int length) || IsOther(value))
        {
            return false;
        }

        DocumentKind? kind = KindOfPrefix(value, length) ?? DocumentKind.Find(token.CuesAround(token.Start, token.Start + value.Length), length);
        match = token.Match(kind?.Category ?? "", value.Length, Score);
        return kind is not null;
    }

    /// <summary>A number may begin with the word for its kind: "MRN-1234567".</summary>
    private static DocumentKind? KindOfPrefix(ReadOnlySpan<char> value, int length)
    {
        int dash = value.IndexOf('-');
        return dash is < 2 or > MaxPrefix ? null : DocumentKind.Find(CueIndex.CueAtStart(value[..dash]), length);
    }

    /// <summary>Whether letters of one case stand among at least four digits.</summary>
    private static bool IsNumber(ReadOnlySpan<char> value, out int length)
    {
        var randomness = new Randomness(value);
        length = randomness.Letters + randomness.Digits;
        bool isOneCase = randomness.Lowers == 0 || randomness.Uppers == 0 || value.Length <= 9;
        return randomness is { Letters: > 0, Digits: >= 4, Symbols: <= 3 } && isOneCase && !IsTime(value);
    }

    /// <summary>A known weakness of a program, or a number as programs write it: "CVE-2024-12345", "0x1f00ab4".</summary>
    private static bool IsOther(ReadOnlySpan<char> value) =>
        value.StartsWith(Weakness, StringComparison.OrdinalIgnoreCase) || value.StartsWith("0x", StringComparison.OrdinalIgnoreCase);

    /// <summary>A date and hour: "2024-03-17T10".</summary>
    private static bool IsTime(ReadOnlySpan<char> value) => value.Length > 10 && value[4] == '-' && value[7] == '-' && value[10] is 'T' or 't';
}
