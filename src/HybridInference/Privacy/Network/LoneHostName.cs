using System.Buffers;

namespace HybridInference;

/// <summary>Tells whether a text is the name of a host and nothing else, such as "www.contoso.com".</summary>
/// <remarks>RFC 1123 2.1. Among other text such names look like those of files, so only the generic top-level names count, or a leading "www".</remarks>
internal static class LoneHostName
{
    private const int MaxLength = 253;

    private static readonly string[] TopLevels = [".com", ".org", ".net", ".edu", ".gov", ".mil", ".info", ".biz", ".int"];
    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.");

    public static bool Is(ReadOnlySpan<char> text)
    {
        if (text.Length is < 4 or > MaxLength || text.ContainsAnyExcept(Characters) || text[0] is '.' or '-' || text.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        bool isNamed = text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && text.Count('.') > 1;
        foreach (string top in TopLevels)
        {
            isNamed |= text.EndsWith(top, StringComparison.OrdinalIgnoreCase);
        }

        return isNamed;
    }
}
