using System.Text;

namespace HybridInference;

/// <summary>Makes the text that terms are compared with: look-alike characters folded, invisible ones left out, white space of any length and kind one space.</summary>
internal static class TermText
{
    /// <summary>Tells whether a text is anything but what <see cref="Of"/> makes of it.</summary>
    public static bool IsNeeded(ReadOnlySpan<char> text) =>
        text.ContainsAny('\t', '\n', '\r') || text.Contains("  ", StringComparison.Ordinal)
        || (!Ascii.IsValid(text) && text.ContainsAny(TextFolding.Foldable));

    public static RewrittenText Of(ReadOnlySpan<char> text)
    {
        var rewritten = new RewrittenText(text);
        for (int i = 0; i < text.Length; i++)
        {
            char folded = TextFolding.Fold(text, i);
            folded = char.IsWhiteSpace(folded) ? ' ' : folded;
            if (folded != TextFolding.Invisible && !(folded == ' ' && rewritten.Text is [.., ' ']))
            {
                rewritten.Append(folded, i);
            }
        }

        return rewritten;
    }
}
