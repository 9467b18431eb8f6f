namespace HybridInference;

/// <summary>Reads the parts of an address that stand by themselves: units and boxes.</summary>
/// <remarks>USPS Publication 28, 213 (units), 284 (post office boxes) and 225 (military addresses).</remarks>
internal static class UnitGrammar
{
    private const int MaxNumberLength = 6;
    private const int MaxStreetWords = 6;

    /// <summary>Finds a unit with its number: "Apt. 12", "P.O. Box 123", "PSC 14, Box 38".</summary>
    /// <returns>Where it starts and ends; both 0 when the word begins none.</returns>
    public static (int Start, int End) Find(ReadOnlySpan<char> text, int floor, int start, int end)
    {
        ReadOnlySpan<char> word = text[start..end];
        bool isUnit = word is "Apt" or "Apartment" or "Suite" or "Ste" or "Unit" or "Flat" or "PSC" or "Box" or "Postfach" or "CMR";
        if (!isUnit || !TryReadNumber(text, end, out int number))
        {
            return default;
        }

        int box = StartOfBox(text, floor, start, word);
        return (box < start ? box : StartOfStreet(text, floor, start), AfterUnit(text, number));
    }

    /// <summary>"9721 Dalmatinova 43 Apt. 678": a unit makes a street of the names and numbers before it.</summary>
    private static int StartOfStreet(ReadOnlySpan<char> text, int floor, int unit)
    {
        int first = unit;
        for (int i = 0; i < MaxStreetWords; i++)
        {
            ReadOnlySpan<char> word = TextWords.Before(text, first, out int start);
            bool isPart = !word.IsEmpty && start >= floor && first - start - word.Length <= 2 && !text[start..first].ContainsAny('\n', '.')
                && (char.IsAsciiDigit(word[0]) || (i > 0 && char.IsUpper(word[0]) && !CommonWords.Contains(word)));
            if (!isPart)
            {
                break;
            }

            first = start;
        }

        return first;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, int from, out int end)
    {
        bool isRead = TextWords.Next(text, from, out int start, out end) && start - from is 1 or 2 && text[from] is ' ' or '.' or '#';
        return isRead && end - start <= MaxNumberLength && char.IsAsciiDigit(text[start]);
    }

    /// <summary>A second unit, such as the box of a military unit.</summary>
    private static int AfterUnit(ReadOnlySpan<char> text, int end)
    {
        bool hasNext = TextWords.Next(text, end, out int start, out int wordEnd) && start - end is 1 or 2 && StreetWords.IsUnit(text[start..wordEnd]);
        return hasNext && TryReadNumber(text, wordEnd, out int number) ? number : end;
    }

    private static int StartOfBox(ReadOnlySpan<char> text, int floor, int start, ReadOnlySpan<char> word)
    {
        ReadOnlySpan<char> before = text[floor..start].TrimEnd();
        bool isPostOffice = word is "Box" && (before.EndsWith("P.O.", StringComparison.OrdinalIgnoreCase) || before.EndsWith("PO", StringComparison.OrdinalIgnoreCase));
        return isPostOffice ? floor + before.Length - (before.EndsWith('.') ? 4 : 2) : start;
    }
}
