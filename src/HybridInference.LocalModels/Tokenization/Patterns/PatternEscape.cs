using System.Globalization;
using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>Translates what follows a backslash.</summary>
internal static class PatternEscape
{
    private const int LongestCode = 6;
    private const string LineEnd = @"(?>\r\n|[\n-\r\u0085\u2028\u2029])";

    /// <summary>Translates an escape outside of a character class.</summary>
    public static string Translate(string pattern, ref int position, NamedCharacters characters)
    {
        if (TryReadCodePoint(pattern, ref position) is { } codePoint)
        {
            characters.AddLiteral(codePoint);
            return codePoint <= char.MaxValue ? $@"\u{codePoint:X4}" : $"[{characters.Write([new(codePoint, codePoint)])}]";
        }

        char kind = KindAt(pattern, position);
        string? anchor = Anchor(kind, characters);
        position += anchor is null ? 0 : 2;
        return anchor ?? InBrackets(kind is 'w' or 'W' ? ReadWord(kind, ref position, characters) : TranslateMember(pattern, ref position, characters));
    }

    /// <summary>Translates an escape within a class to members, or to a class of its own in brackets.</summary>
    public static string TranslateMember(string pattern, ref int position, NamedCharacters characters)
    {
        char kind = KindAt(pattern, position);
        if (kind is 'p' or 'P')
        {
            return ReadProperty(pattern, ref position, characters);
        }

        position += 2;
        return kind switch
        {
            'w' => PatternProperties.Word(characters),
            'W' => $"[^{PatternProperties.Word(characters)}]",
            'h' => "0-9A-Fa-f",
            'H' => "[^0-9A-Fa-f]",
            'b' => @"\b",
            _ => $@"\{kind}",
        };
    }

    /// <summary>Reads a character or an escape of one and moves behind it; null, without moving, where the escape is of another kind.</summary>
    public static int? TryReadCodePoint(string pattern, ref int position)
    {
        if (pattern[position] != '\\')
        {
            Rune.DecodeFromUtf16(pattern.AsSpan(position), out Rune rune, out int length);
            position += length;
            return rune.Value;
        }

        char kind = KindAt(pattern, position);
        if (kind is 'x' or 'u')
        {
            return ReadCode(pattern, ref position);
        }

        int? control = kind switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'f' => '\f', 'v' => '\v', 'a' => '\a', 'e' => '\e', _ => null };
        if (control is null && char.IsAsciiLetterOrDigit(kind))
        {
            return null;
        }

        position += 2;
        return control ?? kind;
    }

    private static char KindAt(string pattern, int position) =>
        position + 1 < pattern.Length ? pattern[position + 1] : throw new ArgumentException("a backslash ends the pattern.");

    private static string ReadWord(char kind, ref int position, NamedCharacters characters)
    {
        position += 2;
        return kind == 'w' ? PatternProperties.WordOutside(characters) : $"[^{PatternProperties.WordOutside(characters)}]";
    }

    // .NET's \b takes two characters for parts of words that Oniguruma does not.
    private static string? Anchor(char kind, NamedCharacters characters)
    {
        string word = kind is 'b' or 'B' ? PatternProperties.WordOutside(characters) : "";
        return kind switch
        {
            'b' => $"(?:(?<=[{word}])(?![{word}])|(?<![{word}])(?=[{word}]))",
            'B' => $"(?:(?<=[{word}])(?=[{word}])|(?<![{word}])(?![{word}]))",
            'R' => LineEnd,
            _ => null,
        };
    }

    // A class, or a single escape, is what a quantifier applies to as a whole.
    private static string InBrackets(string members) =>
        members[0] == '[' || (members[0] == '\\' && members.IndexOf('\\', 1) < 0) ? members : $"[{members}]";

    private static string ReadProperty(string pattern, ref int position, NamedCharacters characters)
    {
        int end = position + 2 < pattern.Length && pattern[position + 2] == '{' ? pattern.IndexOf('}', position) : -1;
        if (end < 0)
        {
            throw new ArgumentException("a property has no name in braces.");
        }

        string name = pattern[(position + 3)..end];
        bool isNegated = (pattern[position + 1] == 'P') != name.StartsWith('^');
        position = end + 1;
        return PatternProperties.Property(name.TrimStart('^'), isNegated, characters);
    }

    // \xHH, \x{H...} and \uHHHH.
    private static int ReadCode(string pattern, ref int position)
    {
        int start = position + 2;
        bool isBraced = start < pattern.Length && pattern[start] == '{';
        int end = isBraced ? pattern.IndexOf('}', start) : Math.Min(pattern.Length, start + (pattern[position + 1] == 'u' ? 4 : 2));
        string digits = end < 0 ? "" : pattern[(isBraced ? start + 1 : start)..end];
        bool isCode = int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code);
        if (!isCode || digits.Length > LongestCode || !Rune.IsValid(code))
        {
            throw new ArgumentException("a character code is not supported.");
        }

        position = isBraced ? end + 1 : end;
        return code;
    }
}
