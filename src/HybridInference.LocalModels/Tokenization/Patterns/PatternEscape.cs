using System.Globalization;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>Translates what follows a backslash.</summary>
internal static class PatternEscape
{
    private const string Word = @"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u24B6-\u24E9";

    // Oniguruma takes these for parts of words, but not inside of a character class.
    private const string WordNumbers = @"\u00B2\u00B3\u00B9\u00BC-\u00BE";

    // Names of Oniguruma that .NET lacks or calls otherwise, as the inside of a character class.
    private static readonly Dictionary<string, string> Properties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Han"] = @"\u2E80-\u2E99\u2E9B-\u2EF3\u2F00-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAD9",
        ["Hiragana"] = @"\u3041-\u3096\u309D-\u309F",
        ["Katakana"] = @"\u30A1-\u30FA\u30FD-\u30FF\u31F0-\u31FF\u32D0-\u32FE\u3300-\u3357\uFF66-\uFF6F\uFF71-\uFF9D",
        ["Hangul"] = @"\u1100-\u11FF\u302E\u302F\u3131-\u318E\u3200-\u321E\u3260-\u327E\uA960-\uA97C\uAC00-\uD7FB\uFFA0-\uFFDC",
        ["Letter"] = @"\p{L}",
        ["Mark"] = @"\p{M}",
        ["Number"] = @"\p{N}",
        ["Digit"] = @"\p{Nd}",
        ["Punct"] = @"\p{P}",
        ["Punctuation"] = @"\p{P}",
        ["Symbol"] = @"\p{S}",
        ["Separator"] = @"\p{Z}",
        ["Space"] = @"\s",
        ["Cntrl"] = @"\p{Cc}",
        ["Word"] = Word,
        ["XDigit"] = "0-9A-Fa-f",
    };

    /// <summary>Gets the inside of a character class for <c>[:name:]</c>; there punctuation includes symbols.</summary>
    public static string Bracket(string name, bool isNegated)
    {
        bool isPunctuation = name.Equals("punct", StringComparison.OrdinalIgnoreCase);
        return isPunctuation ? isNegated ? @"[^\p{P}\p{S}]" : @"\p{P}\p{S}" : Property(name, isNegated);
    }

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
        if (kind is 'x' or 'u')
        {
            return ReadCode(pattern, ref position);
        }

        string members = kind is 'p' or 'P'
            ? ReadProperty(pattern, ref position)
            : ReadMembers(kind, ref position, isInClass ? Word : Word + WordNumbers);
        return isInClass || IsOneItem(members) ? members : $"[{members}]";
    }

    // A class, or a single escape: what a quantifier applies to as a whole.
    private static bool IsOneItem(string members) => members[0] == '[' || (members[0] == '\\' && members.IndexOf('\\', 1) < 0);

    private static string ReadMembers(char kind, ref int position, string word)
    {
        position += 2;
        return Members(kind, word) ?? $@"\{kind}";
    }

    private static string? Members(char kind, string word) => kind switch
    {
        'w' => word,
        'W' => $"[^{word}]",
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
