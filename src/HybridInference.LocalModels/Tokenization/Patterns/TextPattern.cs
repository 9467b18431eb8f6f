namespace HybridInference.LocalModels.Tokenization;

/// <summary>What a normalizer or pre-tokenizer looks for: plain text, a regular expression or a kind of character.</summary>
internal abstract class TextPattern
{
    /// <summary>Reads <c>{"String": ...}</c> or <c>{"Regex": ...}</c>.</summary>
    public static TextPattern Read(ModelJson json) => json.OptionalString("String") is string text
        ? new LiteralPattern(text)
        : RegexPattern.ReadRegex(json["Regex"]);

    /// <summary>Divides a text into matches and what lies between them.</summary>
    public void FindParts(ReadOnlySpan<char> text, List<PatternPart> parts)
    {
        List<PatternPart> matches = [];
        FindMatches(text, matches);
        int end = 0;
        foreach (PatternPart match in matches)
        {
            AddGap(parts, end, match.Start);
            parts.Add(match);
            end = match.End;
        }

        AddGap(parts, end, text.Length);
    }

    /// <summary>Replaces every match.</summary>
    public virtual string Replace(string text, string content)
    {
        List<PatternPart> parts = [];
        FindParts(text, parts);
        return string.Concat(parts.Select(part => part.IsMatch ? content : text[part.Start..part.End]));
    }

    /// <summary>Adds the matches in a text, from the left, without overlap.</summary>
    protected abstract void FindMatches(ReadOnlySpan<char> text, List<PatternPart> matches);

    private static void AddGap(List<PatternPart> parts, int start, int end)
    {
        if (start < end)
        {
            parts.Add(new PatternPart(start, end, IsMatch: false));
        }
    }
}
