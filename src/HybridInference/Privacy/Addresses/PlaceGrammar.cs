using System.Buffers;

namespace HybridInference;

/// <summary>Reads the place behind a street: units, names with capital letters, states, postal codes.</summary>
internal static class PlaceGrammar
{
    private const int MaxWords = 9;
    private const int MaxGap = 8;

    private static readonly SearchValues<char> GapCharacters = SearchValues.Create(" ,.\n\r>#");

    /// <summary>Returns the end of the address: that of its last unit, postal code, state or name after a comma.</summary>
    /// <param name="text">The text.</param>
    /// <param name="end">The end of the street.</param>
    public static int End(ReadOnlySpan<char> text, int end)
    {
        int last = end;
        int position = end;
        for (int i = 0; i < MaxWords && TextWords.Next(text, position, out int start, out int wordEnd) && IsGap(text[position..start]); i++)
        {
            ReadOnlySpan<char> word = text[start..wordEnd];
            bool isCode = IsCode(word);
            if (!isCode && !IsName(word) && !StreetWords.IsUnit(word))
            {
                break;
            }

            last = isCode || IsPart(text, position, start, wordEnd) ? wordEnd : last;
            position = wordEnd;
        }

        return last;
    }

    /// <summary>Commas, spaces and one end of a line.</summary>
    private static bool IsGap(ReadOnlySpan<char> gap) => gap.Length is >= 1 and <= MaxGap && !gap.ContainsAnyExcept(GapCharacters) && gap.Count('\n') <= 1;

    private static bool IsCode(ReadOnlySpan<char> word) => word.Length is >= 3 and <= 8 && word.ContainsAnyInRange('0', '9') && char.IsAsciiDigit(word[^1]);

    private static bool IsName(ReadOnlySpan<char> word) => char.IsUpper(word[0]) || word is "nan" or "de" or "am" or "an" or "der";

    /// <summary>A name counts where a comma or the end of a line stands before it and nothing goes on after it.</summary>
    private static bool IsPart(ReadOnlySpan<char> text, int position, int start, int end)
    {
        bool isSet = text[position..start].ContainsAny(",\n");
        bool isEnd = end == text.Length || text[end] is ',' or '\n' or '.' or '\r' or '?' or '"';
        return isEnd && (isSet || (end - start == 2 && char.IsUpper(text[end - 1])));
    }
}
