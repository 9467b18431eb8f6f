namespace HybridInference;

/// <summary>Matches hardware addresses: six or eight pairs with ':' or '-', or three groups of four with '.'.</summary>
/// <remarks>IEEE 802-2014 8.1; the dotted form is that of Cisco's devices.</remarks>
internal static class MacAddressMatcher
{
    /// <summary>How far its separators stand from each other.</summary>
    public const int PairedDistance = 3;

    /// <inheritdoc cref="PairedDistance"/>
    public const int DottedDistance = 5;

    private const double Score = 0.6;
    private const double FillerScore = 0.35;
    private const int PairedLength = 17;
    private const int ExtendedLength = 23;
    private const int DottedLength = 14;

    public static bool TryMatch(ReadOnlySpan<char> text, int position, out PiiMatch match)
    {
        int floor = Math.Max(0, position - ExtendedLength);
        int start = text[floor..position].LastIndexOfAnyExcept(CharacterSets.MacCharacters) + 1 + floor;
        int length = LengthFrom(text, start);
        match = new PiiMatch(PiiCategories.Mac, start, length, length > 0 && IsFiller(text.Slice(start, length)) ? FillerScore : Score);
        return length > 0 && (start == 0 || !(char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '.'));
    }

    private static int LengthFrom(ReadOnlySpan<char> text, int start) =>
        HasGroups(text, start, 2, PairedLength) ? PairedLength
        : HasGroups(text, start, 2, ExtendedLength) ? ExtendedLength
        : HasGroups(text, start, 4, DottedLength) ? DottedLength
        : 0;

    private static bool HasGroups(ReadOnlySpan<char> text, int start, int size, int length)
    {
        if (start + length > text.Length || (start + length < text.Length && IsMore(text, start + length)))
        {
            return false;
        }

        char separator = text[start + size];
        if (size == 2 ? separator is not (':' or '-') : separator != '.')
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            bool isSeparator = i % (size + 1) == size;
            if (isSeparator ? text[start + i] != separator : !char.IsAsciiHexDigit(text[start + i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsMore(ReadOnlySpan<char> text, int end) =>
        char.IsLetterOrDigit(text[end]) || (text[end] is ':' or '-' && end + 1 < text.Length && (char.IsAsciiHexDigit(text[end + 1]) || text[end + 1] == ':'));

    private static bool IsFiller(ReadOnlySpan<char> value) => !value.ContainsAnyExcept("0:-.") || !value.ContainsAnyExcept("fF:-.");
}
