namespace HybridInference;

/// <summary>Cheap questions about a ':', '=' or '>'. Where the answer is no, no matcher of assignments, web addresses and files need look.</summary>
internal static class OperatorGlance
{
    private const int MaxNameLength = 48;
    private const int MaxPortLength = 5;
    private const int ValueLength = 5;
    private const char FirstNonAscii = '\u0080';

    /// <summary>Whether a matcher may find something; never wrong when the answer is no.</summary>
    public static bool MayMatch(ReadOnlySpan<char> text, CharacterMap map, int position) =>
        (text[position] == ':' && (MayBeAddress(text, position) || MayBeInFile(text, position))) || MayBeAssignment(text, map, position);

    private static bool MayBeAddress(ReadOnlySpan<char> text, int colon) => colon + 1 < text.Length && text[colon + 1] == '/';

    /// <summary>The letters and signs before the colon that the formats of <see cref="FileMatchers"/> have, or a port behind it.</summary>
    private static bool MayBeInFile(ReadOnlySpan<char> text, int colon) => text[..colon] switch
    {
        [.., '"' or '\''] or [.., 'n', 'd'] or [.., 'e', 's'] => true,
        _ => MayBePort(text[(colon + 1)..]),
    };

    /// <summary>Four or five digits, or a star, before another colon.</summary>
    private static bool MayBePort(ReadOnlySpan<char> behind)
    {
        int length = 0;
        while (length < behind.Length && length < MaxPortLength && (char.IsAsciiDigit(behind[length]) || behind[length] == '*'))
        {
            length++;
        }

        return length > 0 && length < behind.Length && behind[length] == ':' && (length >= MaxPortLength - 1 || behind[0] == '*');
    }

    /// <summary>Whether the name before an operator may be that of a credential.</summary>
    private static bool MayBeAssignment(ReadOnlySpan<char> text, CharacterMap map, int position)
    {
        int floor = Math.Max(0, position - MaxNameLength);
        int end = position;
        while (end > floor && IsBetweenNameAndOperator(text[end - 1]))
        {
            end--;
        }

        int start = map.StartOf(text, CharacterKind.Token, end, floor);
        ReadOnlySpan<char> name = text[start..end];
        return (start > floor && text[start - 1] >= FirstNonAscii) || (name.Length > 1 && (CredentialWords.MayName(name) || IsBeside(name)));
    }

    /// <summary>Words that stand between a name and its operator.</summary>
    private static bool IsBeside(ReadOnlySpan<char> name) =>
        (name.Length == ValueLength && name.Equals("value", StringComparison.OrdinalIgnoreCase)) || name is "string";

    private static bool IsBetweenNameAndOperator(char character) => character is ' ' or '"' or '\'' or '=' or ':' or '?' or '|' or '.' or '+' or '\t' or '`' or ']';
}
