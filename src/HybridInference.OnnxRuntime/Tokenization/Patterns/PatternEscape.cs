using System.Globalization;

namespace HybridInference.OnnxRuntime.Tokenization;

/// <summary>Translates what follows a backslash.</summary>
internal static class PatternEscape
{
    private const string Word = @"\p{L}\p{M}\p{N}\p{Pc}";

    // Names of Oniguruma that .NET lacks or calls otherwise, as the inside of a character class.
    private static readonly Dictionary<string, string> Properties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Han"] = @"\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAD9",
        ["Hiragana"] = @"\u3041-\u3096\u309D-\u309F",
        ["Katakana"] = @"\u30A1-\u30FA\u30FD-\u30FF\u31F0-\u31FF\u32D0-\u32FE\u3300-\u3357\uFF66-\uFF6F\uFF71-\uFF9D",
        ["Hangul"] = @"\u1100-\u11FF\u302E\u302F\u3131-\u318E\u3200-\u321E\u3260-\u327E\uA960-\uA97C\uAC00-\uD7FB\uFFA0-\uFFDC",
        ["Latin"] = @"A-Za-z\u00AA\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02B8\u02E0-\u02E4\u1E00-\u1EFF\u212A\u212B\uFB00-\uFB06\uFF21-\uFF3A\uFF41-\uFF5A",
        ["Cyrillic"] = @"\u0400-\u0484\u0487-\u052F\u1C80-\u1C88\u1D2B\u1D78\u2DE0-\u2DFF\uA640-\uA69F",
        ["Greek"] = @"\u0370-\u0373\u0375-\u0377\u037A-\u037D\u037F\u0384\u0386\u0388-\u03E1\u03F0-\u03FF\u1F00-\u1FFE",
        ["Arabic"] = @"\u0600-\u0604\u0606-\u060B\u060D-\u061A\u061C-\u061E\u0620-\u063F\u0641-\u064A\u0656-\u066F\u0671-\u06DC\u06DE-\u06FF\u0750-\u077F",
        ["Hebrew"] = @"\u0591-\u05C7\u05D0-\u05F4\uFB1D-\uFB4F",
        ["Thai"] = @"\u0E01-\u0E3A\u0E40-\u0E5B",
        ["Devanagari"] = @"\u0900-\u0950\u0955-\u0963\u0966-\u097F",
        ["Letter"] = @"\p{L}",
        ["Alpha"] = @"\p{L}\p{Nl}\p{M}",
        ["Alphabetic"] = @"\p{L}\p{Nl}\p{M}",
        ["Mark"] = @"\p{M}",
        ["Number"] = @"\p{N}",
        ["Digit"] = @"\p{Nd}",
        ["Alnum"] = @"\p{L}\p{M}\p{Nl}\p{Nd}",
        ["Punct"] = @"\p{P}$+<=>^`|~",
        ["Punctuation"] = @"\p{P}",
        ["Symbol"] = @"\p{S}",
        ["Separator"] = @"\p{Z}",
        ["Upper"] = @"\p{Lu}",
        ["Lower"] = @"\p{Ll}",
        ["Space"] = @"\s",
        ["Cntrl"] = @"\p{Cc}",
        ["Word"] = Word,
        ["XDigit"] = "0-9A-Fa-f",
    };

    /// <summary>Gets the inside of a character class for a property, negated or not.</summary>
    public static string Property(string name, bool isNegated)
    {
        if (!Properties.TryGetValue(name, out string? members))
        {
            return $@"\{(isNegated ? 'P' : 'p')}{{{name}}}";
        }

        return isNegated ? $"[^{members}]" : members;
    }

    /// <summary>Translates an escape; inside of a class it is members, or a class of its own in brackets.</summary>
    public static string Translate(string pattern, ref int position, bool isInClass)
    {
        char kind = position + 1 < pattern.Length ? pattern[position + 1] : throw new ArgumentException("a backslash ends the pattern.");
        string members;
        switch (kind)
        {
            case 'p' or 'P':
                members = ReadProperty(pattern, ref position);
                break;
            case 'x' or 'u':
                return ReadCode(pattern, ref position);
            default:
                position += 2;
                members = Members(kind) ?? $@"\{kind}";
                break;
        }

        bool needsClass = !isInClass && members[0] != '[' && !(members[0] == '\\' && members.IndexOf('\\', 1) < 0);
        return needsClass ? $"[{members}]" : members;
    }

    private static string? Members(char kind) => kind switch
    {
        'w' => Word,
        'W' => $"[^{Word}]",
        'h' => "0-9A-Fa-f",
        'H' => "[^0-9A-Fa-f]",
        'z' => @"\z",
        _ => null,
    };

    private static string ReadProperty(string pattern, ref int position)
    {
        int end = position + 2 < pattern.Length && pattern[position + 2] == '{' ? pattern.IndexOf('}', position) : -1;
        if (end < 0)
        {
            throw new ArgumentException("a property has no name in braces.");
        }

        string name = pattern[(position + 3)..end];
        bool isNegated = (pattern[position + 1] == 'P') != name.StartsWith('^');
        position = end + 1;
        return Property(name.TrimStart('^'), isNegated);
    }

    // \xHH, \x{H...} and \uHHHH.
    private static string ReadCode(string pattern, ref int position)
    {
        int start = position + 2;
        bool isBraced = start < pattern.Length && pattern[start] == '{';
        int end = isBraced ? pattern.IndexOf('}', start) : Math.Min(pattern.Length, start + (pattern[position + 1] == 'u' ? 4 : 2));
        string digits = end < 0 ? "" : pattern[(isBraced ? start + 1 : start)..end];
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code) || code > char.MaxValue)
        {
            throw new ArgumentException("a character code is not supported.");
        }

        position = isBraced ? end + 1 : end;
        return $@"\u{code:X4}";
    }
}
