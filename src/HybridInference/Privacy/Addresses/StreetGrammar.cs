namespace HybridInference;

/// <summary>Reads a street with its house number around the word that makes it a street.</summary>
internal static class StreetGrammar
{
    private const int MaxNameWords = 5;
    private const int MaxAbbreviation = 4;
    private const string SentenceEnds = "\n!?;";

    /// <summary>Finds a street.</summary>
    /// <param name="text">The text.</param>
    /// <param name="floor">Where it may start at the earliest.</param>
    /// <param name="start">The start of a word.</param>
    /// <param name="end">The end of the word.</param>
    /// <returns>Where the street starts and ends; both 0 when the word makes none.</returns>
    public static (int Start, int End) Find(ReadOnlySpan<char> text, int floor, int start, int end)
    {
        ReadOnlySpan<char> word = text[start..end];
        if (StreetWords.PrecedesNumber(word) && NumberAfter(text, end) is int number and > 0)
        {
            int name = NameStart(text, floor, start, 2);
            return name < start || char.IsUpper(word[0]) ? (WithNumberBefore(text, floor, name), number) : default;
        }

        if (StreetWords.IsBeforeName(word))
        {
            (int from, int to) = FindAfter(text, floor, start, end);
            if (to > 0)
            {
                return (from, to);
            }
        }

        return StreetWords.IsAfterName(word) ? FindBefore(text, floor, start, end) : default;
    }

    /// <summary>"12 Main Street": back over the name to its number.</summary>
    private static (int Start, int End) FindBefore(ReadOnlySpan<char> text, int floor, int start, int end)
    {
        int position = start;
        for (int i = 0; i <= MaxNameWords && position > floor; i++)
        {
            ReadOnlySpan<char> word = TextWords.Before(text, position, out int wordStart);
            if (word.IsEmpty || wordStart < floor || CommonWords.IsOfSentences(word) || text[wordStart..position].ContainsAny(SentenceEnds))
            {
                break;
            }

            if (i > 0 && IsHouseNumber(word))
            {
                return (WithNumberBefore(text, floor, wordStart), EndOfAbbreviation(text, start, end));
            }

            position = wordStart;
        }

        return default;
    }

    private static int EndOfAbbreviation(ReadOnlySpan<char> text, int start, int end) =>
        end < text.Length && text[end] == '.' && end - start <= MaxAbbreviation ? end + 1 : end;

    /// <summary>"rue Gafsa 12" or "12 rue Gafsa".</summary>
    private static (int Start, int End) FindAfter(ReadOnlySpan<char> text, int floor, int start, int end)
    {
        int numberBefore = WithNumberBefore(text, floor, start);
        int position = end;
        int name = 0;
        for (int i = 0; i < MaxNameWords && TryReadNameWord(text, position, out int wordStart, out int wordEnd); i++)
        {
            if (name > 0 && IsHouseNumber(text[wordStart..wordEnd]))
            {
                bool isPostalCode = numberBefore < start && text[position] == ',';
                return (numberBefore, isPostalCode ? name : wordEnd);
            }

            name = char.IsUpper(text[wordStart]) ? wordEnd : name;
            position = wordEnd;
        }

        return name > 0 && numberBefore < start ? (numberBefore, name) : default;
    }

    /// <summary>A word with a capital letter, a number, or a short one such as "de la"; units are no part of a name.</summary>
    private static bool TryReadNameWord(ReadOnlySpan<char> text, int position, out int start, out int end)
    {
        bool isRead = TextWords.Next(text, position, out start, out end) && start - position <= 2 && !text[position..start].Contains('\n');
        return isRead && !StreetWords.IsUnit(text[start..end]) && (!char.IsLower(text[start]) || end - start <= MaxAbbreviation);
    }

    private static int NameStart(ReadOnlySpan<char> text, int floor, int start, int words)
    {
        for (int i = 0; i < words; i++)
        {
            ReadOnlySpan<char> word = TextWords.Before(text, start, out int wordStart);
            if (word.IsEmpty || wordStart < floor || !char.IsUpper(word[0]) || CommonWords.Contains(word) || wordStart + word.Length + 1 != start)
            {
                break;
            }

            start = wordStart;
        }

        return start;
    }

    /// <summary>Takes in one or two numbers in front.</summary>
    private static int WithNumberBefore(ReadOnlySpan<char> text, int floor, int start)
    {
        for (int i = 0; i < 2; i++)
        {
            ReadOnlySpan<char> word = TextWords.Before(text, start, out int wordStart);
            if (word.IsEmpty || wordStart < floor || !IsHouseNumber(word) || text[(wordStart + word.Length)..start] is not (" " or ", "))
            {
                break;
            }

            start = wordStart;
        }

        return start;
    }

    private static int NumberAfter(ReadOnlySpan<char> text, int end) =>
        TextWords.Next(text, end, out int start, out int wordEnd) && start - end is 1 or 2 && text[end] is ' ' or '.' or ',' && IsHouseNumber(text[start..wordEnd]) ? wordEnd : 0;

    /// <summary>Up to five digits and perhaps a letter: "12", "12b", "12-14".</summary>
    private static bool IsHouseNumber(ReadOnlySpan<char> word)
    {
        int digits = word.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? word.Length : digits;
        return digits is >= 1 and <= 5 && word.Length - digits <= 5 && (word.Length == digits || (word.Length == digits + 1 && char.IsLetter(word[^1])) || word[digits] == '-');
    }
}
