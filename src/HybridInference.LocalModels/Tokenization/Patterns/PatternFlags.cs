using System.Text.RegularExpressions;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>The flags that a group of Oniguruma begins with, or consists of: <c>(?i:</c>, <c>(?m-x)</c>.</summary>
/// <param name="Translated">The same for .NET.</param>
/// <param name="Length">The number of characters.</param>
/// <param name="IgnoresCase">Whether case is ignored from here on; null where they do not say.</param>
/// <param name="IsWholeGroup">Whether there is nothing else in the group.</param>
internal sealed partial record PatternFlags(string Translated, int Length, bool? IgnoresCase, bool IsWholeGroup)
{
    /// <summary>Reads the flags at the start of a text; null where there are none.</summary>
    public static PatternFlags? Read(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny(':', ')');
        if (end < 0 || !Flags().IsMatch(text[..(end + 1)]))
        {
            return null;
        }

        string flags = text[..(end + 1)].ToString();
        int off = flags.IndexOf('-', StringComparison.Ordinal);
        int caseFlag = flags.IndexOf('i', StringComparison.Ordinal);

        // (?m) lets the dot match a newline; .NET calls that (?s).
        return new PatternFlags(
            flags.Replace('m', 's'), flags.Length, caseFlag < 0 ? null : off < 0 || caseFlag < off, IsWholeGroup: flags[^1] == ')');
    }

    [GeneratedRegex(@"\A\(\?[imx]*(?:-[imx]+)?[:)]\z")]
    private static partial Regex Flags();
}
