using System.Text.RegularExpressions;

namespace HybridInference.OnnxRuntime.Tokenization;

/// <summary>A pattern of a tokenizer.json: plain text or a regular expression.</summary>
internal sealed class TextPattern
{
    private readonly Regex _regex;

    private TextPattern(Regex regex)
    {
        _regex = regex;
    }

    /// <summary>Makes the pattern of a regular expression.</summary>
    public static TextPattern FromRegex(string pattern) => new(new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Multiline));

    /// <summary>Makes the pattern of plain text.</summary>
    public static TextPattern FromText(string text) => FromRegex(Regex.Escape(text));

    /// <summary>Reads <c>{"String": ...}</c> or <c>{"Regex": ...}</c>.</summary>
    public static TextPattern Read(ModelJson json) =>
        json.OptionalString("String") is string text ? FromText(text) : FromRegex(json.String("Regex"));

    /// <summary>Divides a text into matches and what lies between them.</summary>
    public void FindParts(ReadOnlySpan<char> text, List<PatternPart> parts)
    {
        int end = 0;
        foreach (ValueMatch match in _regex.EnumerateMatches(text))
        {
            AddGap(parts, end, match.Index);
            end = match.Index + match.Length;
            parts.Add(new PatternPart(match.Index, end, IsMatch: true));
        }

        AddGap(parts, end, text.Length);
    }

    /// <summary>Replaces every match.</summary>
    public string Replace(string text, string content) => _regex.Replace(text, _ => content);

    private static void AddGap(List<PatternPart> parts, int start, int end)
    {
        if (start < end)
        {
            parts.Add(new PatternPart(start, end, IsMatch: false));
        }
    }
}
