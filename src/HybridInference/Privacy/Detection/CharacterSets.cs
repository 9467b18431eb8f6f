using System.Buffers;

namespace HybridInference;

/// <summary>The sets of characters that several matchers look for.</summary>
internal static class CharacterSets
{
    public static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
    public static readonly SearchValues<char> HexadecimalGroups = SearchValues.Create("0123456789abcdefABCDEF-");
    public static readonly SearchValues<char> IpCharacters = SearchValues.Create("0123456789abcdefABCDEF:.");
    public static readonly SearchValues<char> IpStartCharacters = SearchValues.Create("0123456789abcdefABCDEF:");
    public static readonly SearchValues<char> MacCharacters = SearchValues.Create("0123456789abcdefABCDEF:-.");
    public static readonly SearchValues<char> DecimalAndDot = SearchValues.Create("0123456789.");
    public static readonly SearchValues<char> UrlEnd = SearchValues.Create(" \t\r\n\"'<>");
    public static readonly SearchValues<char> AuthorityEnd = SearchValues.Create(" \t\r\n\"'<>?#");
    public static readonly SearchValues<char> Token = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-.");
    public static readonly SearchValues<char> Base64 = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/");
    public static readonly SearchValues<char> Base64Lines = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/= \t\r\n");
    public static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    public static readonly SearchValues<char> Signs = SearchValues.Create("!@#$%^&*+?");
    public static readonly SearchValues<char> Delimiters = SearchValues.Create(" \t\r\n\"'(,;");
}
