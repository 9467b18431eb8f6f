namespace HybridInference;

/// <summary>Two years and what joins them, as in a copyright notice: "1999-2016", "2024/2025".</summary>
internal static class YearRange
{
    private const int YearLength = 4;

    /// <summary>Whether a text begins with two years of the centuries in which somebody writes them so.</summary>
    public static bool IsAtStart(ReadOnlySpan<char> text) =>
        text.Length > 2 * YearLength
        && text[YearLength] is '-' or '/' or '\u2013'
        && IsYear(text) && IsYear(text[(YearLength + 1)..])
        && (text.Length == (2 * YearLength) + 1 || !char.IsAsciiLetterOrDigit(text[(2 * YearLength) + 1]));

    private static bool IsYear(ReadOnlySpan<char> text) => text[..2] is "19" or "20" && char.IsAsciiDigit(text[2]) && char.IsAsciiDigit(text[3]);
}
