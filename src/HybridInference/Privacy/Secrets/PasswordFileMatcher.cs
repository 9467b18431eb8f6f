namespace HybridInference;

/// <summary>Matches the password in a line <c>host:port:database:user:password</c>, from the ':' after the host.</summary>
/// <remarks>PostgreSQL documentation, "The Password File".</remarks>
internal static class PasswordFileMatcher
{
    private const double Score = 0.7;
    private const int MaxLength = 256;
    private const int Fields = 4;

    public static bool TryMatch(ReadOnlySpan<char> text, int colon, out PiiMatch match)
    {
        match = default;
        if (colon == 0 || colon + 1 >= text.Length || !(char.IsAsciiDigit(text[colon + 1]) || text[colon + 1] == '*'))
        {
            return false;
        }

        ReadOnlySpan<char> line = text[(colon + 1)..Math.Min(text.Length, colon + MaxLength)];
        int end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        int length = PasswordLength(line);
        match = new PiiMatch(PiiCategories.Secret, colon + 1 + line.Length - length, length, Score);
        return length >= Fields;
    }

    /// <summary>Returns the length of the last of four fields, or 0 when the line has others.</summary>
    private static int PasswordLength(ReadOnlySpan<char> line)
    {
        Span<Range> fields = stackalloc Range[Fields + 1];
        bool isLine = !line.Contains(' ') && line.Split(fields, ':') == Fields && IsPort(line[fields[0]]) && IsName(line[fields[1]]) && IsName(line[fields[2]]);
        ReadOnlySpan<char> password = isLine ? line[fields[3]] : [];
        return password.IsEmpty || Placeholders.IsAssigned(password) ? 0 : password.Length;
    }

    private static bool IsPort(ReadOnlySpan<char> field) => field is "*" || (field.Length is 4 or 5 && !field.ContainsAnyExceptInRange('0', '9'));

    /// <summary>Letters beyond those of hexadecimal digits: the groups of a network address are no names.</summary>
    private static bool IsName(ReadOnlySpan<char> field) => field is "*" || field.ContainsAnyExcept(CharacterSets.HexadecimalGroups);
}
