using System.Buffers;

namespace HybridInference;

/// <summary>Matches the value after ':', '=' or '>' behind a name such as <c>db_password</c>, <c>apiKey</c> or <c>Authorization</c>.</summary>
internal static class AssignmentMatcher
{
    private const double PasswordScore = 0.75;
    private const double KeyScore = 0.8;
    private const int MaxNameLength = 48;
    private const int MaxValueLength = 512;
    private const int MaxSpace = 40;
    private const int MinWordLength = 7;
    private const char FirstNonAscii = '\u0080';

    private static readonly string[] Schemes = ["Bearer ", "Basic ", "Token "];
    private static readonly SearchValues<char> BareEnd = SearchValues.Create(" \t\r\n\"'`<>,;)}]|");

    public static bool TryMatch(ReadOnlySpan<char> text, int position, out PiiMatch match)
    {
        match = default;
        ReadOnlySpan<char> name = NameBefore(text, position);
        if (name.Length < 2 || !CredentialWords.MayName(name))
        {
            return false;
        }

        bool isPassword = CredentialWords.NamesPassword(name);
        if ((!isPassword && !CredentialWords.NamesKey(name)) || !TryReadValue(text, position + 1, out int start, out int end))
        {
            return false;
        }

        ReadOnlySpan<char> value = text[start..end];
        bool isQuoted = text[start - 1] is '"' or '\'' or '`';
        match = new PiiMatch(PiiCategories.Secret, start, end - start, isPassword ? PasswordScore : KeyScore);
        return isPassword ? SecretValue.IsPassword(value, isQuoted) || IsSetting(name, text[position..start], value) : SecretValue.IsKey(value);
    }

    /// <summary>What follows a name in capitals and its '=' at once, as in a file of settings, is a value even where it is a word: "DB_PASSWORD=sesame".</summary>
    private static bool IsSetting(ReadOnlySpan<char> name, ReadOnlySpan<char> between, ReadOnlySpan<char> value) =>
        between is "=" && name.Contains('_') && !name.ContainsAnyInRange('a', 'z') && SecretValue.IsPassword(value, isQuoted: true, MinWordLength);

    /// <summary>The name before an operator, quotes, spaces and the rest of the operator between them left out.</summary>
    private static ReadOnlySpan<char> NameBefore(ReadOnlySpan<char> text, int position)
    {
        ReadOnlySpan<char> before = text[Math.Max(0, position - MaxNameLength)..position].TrimEnd("=:?|.+ \t\"'`]");
        before = before.EndsWith(" string", StringComparison.Ordinal) ? before[..^7] : before;
        ReadOnlySpan<char> name = LastName(before);
        return name.Equals("value", StringComparison.OrdinalIgnoreCase) ? LastName(before[..^name.Length].TrimEnd(" \t\"',")) : name;
    }

    /// <summary>The name at the end. An attribute or property "value" has its name in the one before.</summary>
    private static ReadOnlySpan<char> LastName(ReadOnlySpan<char> before)
    {
        int start = before.LastIndexOfAnyExcept(CharacterSets.Token) + 1;
        while (start > 0 && (CharacterSets.Token.Contains(before[start - 1]) || before[start - 1] >= FirstNonAscii))
        {
            start--;
        }

        return before[start..];
    }

    private static bool TryReadValue(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        start = from + SpaceLength(text, from);
        end = start;
        if (start >= text.Length || text[start] is '=' or ':' or '>')
        {
            return false;
        }

        start += SchemeLength(text[start..]);
        ReadOnlySpan<char> rest = text[start..Math.Min(text.Length, start + MaxValueLength)];
        bool isQuoted = !rest.IsEmpty && rest[0] is '"' or '\'' or '`';
        start += isQuoted ? 1 : 0;
        end = start + (isQuoted ? LengthUntil(rest[1..], rest[0]) : BareLength(rest));
        return end > start;
    }

    /// <summary>In XML and YAML a value may stand on the next line.</summary>
    private static int SpaceLength(ReadOnlySpan<char> text, int from)
    {
        ReadOnlySpan<char> rest = text[from..Math.Min(text.Length, from + MaxSpace)];
        int length = text[from - 1] is '>' or ':' ? rest.IndexOfAnyExcept(" \t\r\n") : rest.IndexOfAnyExcept(' ', '\t');
        return length < 0 ? rest.Length : length;
    }

    private static int SchemeLength(ReadOnlySpan<char> rest)
    {
        foreach (string scheme in Schemes)
        {
            if (rest.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return scheme.Length;
            }
        }

        return 0;
    }

    private static int LengthUntil(ReadOnlySpan<char> rest, char quote)
    {
        int end = rest.IndexOfAny(quote, '\n');
        return end < 0 || rest[end] != quote ? 0 : end;
    }

    private static int BareLength(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAny(BareEnd);
        return end < 0 ? rest.Length : end;
    }
}
