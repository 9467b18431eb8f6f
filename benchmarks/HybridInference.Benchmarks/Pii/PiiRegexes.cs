using System.Text.RegularExpressions;

namespace HybridInference.Benchmarks;

/// <summary>What an application would write for the ten most common kinds of private data: no check digits, no cue words.</summary>
internal static partial class PiiRegexes
{
    public static Regex[] All { get; } = [Email(), Card(), Iban(), SocialSecurity(), Phone(), IpV4(), Mac(), Bitcoin(), Token(), Assignment()];

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(\.[\w-]+)+")]
    private static partial Regex Email();

    [GeneratedRegex(@"\b(?:\d[ -]?){13,19}\b")]
    private static partial Regex Card();

    [GeneratedRegex(@"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b")]
    private static partial Regex Iban();

    [GeneratedRegex(@"\b\d{3}-\d{2}-\d{4}\b")]
    private static partial Regex SocialSecurity();

    [GeneratedRegex(@"\+?\d[\d ().-]{7,}\d")]
    private static partial Regex Phone();

    [GeneratedRegex(@"\b(?:\d{1,3}\.){3}\d{1,3}\b")]
    private static partial Regex IpV4();

    [GeneratedRegex(@"\b(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}\b")]
    private static partial Regex Mac();

    [GeneratedRegex(@"\b(?:bc1|[13])[a-zA-HJ-NP-Z0-9]{25,39}\b")]
    private static partial Regex Bitcoin();

    [GeneratedRegex(@"\b(?:sk-|ghp_|xoxb-|AKIA|eyJ)[\w-]{16,}")]
    private static partial Regex Token();

    [GeneratedRegex(@"(?:password|secret|token|api_?key)\s*[:=]\s*\S{6,}", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();
}
