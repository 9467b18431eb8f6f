using System.Buffers;

namespace HybridInference;

/// <summary>Reads the place behind a street: units, names with capital letters, states, postal codes.</summary>
internal static class PlaceGrammar
{
    private const int MaxWords = 9;
    private const int MaxGap = 8;

    private static readonly SearchValues<char> GapCharacters = SearchValues.Create(" ,.\n\r#");

    /// <summary>Returns the end of the address: that of its last unit or postal code, or of the names behind a comma or on the next line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="end">The end of the street.</param>
    public static int End(ReadOnlySpan<char> text, int end)
    {
        int last = end;
        int position = end;
        bool isApart = false;
        for (int i = 0; i < MaxWords && TextWords.Next(text, position, out int start, out int wordEnd) && IsGap(text[position..start]); i++)
        {
            ReadOnlySpan<char> word = text[start..wordEnd];
            bool isCode = IsCode(word);
            if (!isCode && !IsName(word) && !StreetWords.IsUnit(word))
            {
                break;
            }

            isApart |= text[position..start].ContainsAny(',', '\n');
            last = isCode || isApart ? wordEnd : last;
            position = wordEnd;
        }

        return last;
    }

    /// <summary>Commas, spaces and one end of a line. Where lines are quoted, each is an address of its own.</summary>
    private static bool IsGap(ReadOnlySpan<char> gap) => gap.Length is >= 1 and <= MaxGap && !gap.ContainsAnyExcept(GapCharacters) && gap.Count('\n') <= 1;

    /// <summary>A postal code, or the number of a unit.</summary>
    private static bool IsCode(ReadOnlySpan<char> word) => word.Length is >= 1 and <= 8 && char.IsAsciiDigit(word[^1]) && word.ContainsAnyInRange('0', '9');

    private static bool IsName(ReadOnlySpan<char> word) =>
        (char.IsUpper(word[0]) && !CommonWords.IsOfSentences(word)) || word is "de" or "am" or "an" or "der" or "la";
}
