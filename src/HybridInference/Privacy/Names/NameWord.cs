namespace HybridInference;

/// <summary>A word as a part of a name.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends, a possessive "'s" left out.</param>
/// <param name="IsListed">Whether it is a common given name.</param>
/// <param name="IsCommon">Whether it is a common word of another kind.</param>
internal readonly record struct NameWord(int Start, int End, bool IsListed, bool IsCommon)
{
    private const int MinLength = 2;
    private const int MaxLength = 20;

    /// <summary>Reads a word that is written as a name is: a capital letter and small ones, or an initial.</summary>
    /// <returns><see langword="false"/> when it is not.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, int start, int end, out NameWord word)
    {
        end -= end - start > MinLength && text[end - 1] == 's' && text[end - 2] is '\'' or '\u2019' ? 2 : 0;
        ReadOnlySpan<char> value = text[start..end];
        int apostrophe = value.IndexOfAny('\'', '\u2019');
        word = new NameWord(start, end, FirstNames.Contains(value), CommonWords.Contains(apostrophe > 0 ? value[..apostrophe] : value));
        return value.Length is >= MinLength and <= MaxLength && char.IsUpper(value[0]) && HasSmallLetters(value) && !HasDigit(value);
    }

    private static bool HasSmallLetters(ReadOnlySpan<char> value)
    {
        int uppers = 0;
        foreach (char character in value[1..])
        {
            uppers += char.IsUpper(character) ? 1 : 0;
        }

        return uppers <= 1 && char.IsLower(value[^1]);
    }

    private static bool HasDigit(ReadOnlySpan<char> value) => value.ContainsAnyInRange('0', '9');
}
