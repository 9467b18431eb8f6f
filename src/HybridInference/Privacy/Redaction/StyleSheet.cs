namespace HybridInference;

/// <summary>Tells where a <c>style</c> element begins and ends, character by character.</summary>
/// <remarks>The HTML standard's tag name and raw text states: only the whole name, in any case, with white space, '/' or '>' behind it counts.</remarks>
/// <param name="first">The first character of the tag's name.</param>
internal struct StyleSheet(char first)
{
    private const string Name = "style";
    private const string End = "</style";
    private const int Opened = int.MaxValue;

    private int _matched = Matches(Name, 0, first) ? 1 : 0;

    /// <summary>Goes on by a character of the tag, which ends it when it is '>'.</summary>
    /// <returns>Whether the tag is one of a style sheet.</returns>
    public bool IsOpenedBy(char character)
    {
        if (_matched is > 0 and < Opened)
        {
            _matched = Matches(Name, _matched, character) ? _matched + 1 : AfterOther(character);
        }

        bool isOpened = _matched == Opened;
        _matched = isOpened && character == '>' ? 0 : _matched;
        return isOpened;
    }

    /// <summary>Goes on by a character of the sheet.</summary>
    /// <returns>Whether it ends there.</returns>
    public bool EndsAt(char character)
    {
        if (_matched == End.Length && IsDelimiter(character))
        {
            return true;
        }

        _matched = Matches(End, _matched, character) ? _matched + 1 : Matches(End, 0, character) ? 1 : 0;
        return false;
    }

    private static bool Matches(string expected, int place, char character) =>
        place < expected.Length && expected[place] == (char.IsAsciiLetterUpper(character) ? char.ToLowerInvariant(character) : character);

    /// <summary>A backslash may begin a letter of the name, or the white space behind it, in text that is escaped.</summary>
    private readonly int AfterOther(char character) =>
        _matched == Name.Length && (character == '\\' || IsDelimiter(character)) ? Opened : character == '\\' ? _matched : 0;

    private static bool IsDelimiter(char character) => character is '>' or '/' || char.IsWhiteSpace(character);
}
