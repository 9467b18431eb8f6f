namespace HybridInference.LocalModels.Tokenization;

/// <summary>Plain text as a pattern; no text at all never matches.</summary>
internal sealed class LiteralPattern(string literal) : TextPattern
{
    /// <inheritdoc/>
    public override string Replace(string text, string content) =>
        literal.Length == 0 ? text : text.Replace(literal, content, StringComparison.Ordinal);

    /// <inheritdoc/>
    protected override void FindMatches(ReadOnlySpan<char> text, List<PatternPart> matches)
    {
        int start = 0;
        while (literal.Length > 0 && text[start..].IndexOf(literal) is >= 0 and int offset)
        {
            matches.Add(new PatternPart(start + offset, start + offset + literal.Length, IsMatch: true));
            start += offset + literal.Length;
        }
    }
}
