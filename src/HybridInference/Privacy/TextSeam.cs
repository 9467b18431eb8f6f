using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Puts the end of a text and the beginning of the next one together: a question and its answer, the name of a field and its value.</summary>
internal static class TextSeam
{
    /// <summary>More than the words that a detector looks for before and after a value.</summary>
    private const int MaxBefore = 64;
    private const int MaxAfter = 192;
    private const int MaxBetween = 6;

    /// <summary>Returns the texts of contents as one, as a provider that joins them would.</summary>
    public static string Join(IEnumerable<AIContent> contents) => string.Concat(contents.OfType<TextContent>().Select(content => content.Text));

    /// <summary>Shows a visitor the seam of two texts of which one follows the other.</summary>
    public static void Visit(ITextVisitor visitor, ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        Span<char> seam = stackalloc char[MaxBefore + MaxAfter + MaxBetween];
        if (!before.IsEmpty && !after.IsEmpty && seam.TryWrite($"{EndOf(before)}\n{BeginningOf(after)}", out int length))
        {
            visitor.VisitTogether(seam[..length]);
        }
    }

    /// <summary>Shows a visitor a value and its name, as JSON would write them.</summary>
    public static void VisitNamed(ITextVisitor visitor, string name, string value)
    {
        Span<char> seam = stackalloc char[MaxBefore + MaxAfter + MaxBetween];
        if (name.Length > 0 && value.Length > 0 && seam.TryWrite($"\"{EndOf(name)}\": \"{BeginningOf(value)}\"", out int length))
        {
            visitor.VisitTogether(seam[..length]);
        }
    }

    /// <summary>Words are not cut: half of one could be taken for something else.</summary>
    private static ReadOnlySpan<char> EndOf(ReadOnlySpan<char> text)
    {
        if (text.Length <= MaxBefore)
        {
            return text;
        }

        text = text[^MaxBefore..];
        int space = text.IndexOfAny(' ', '\n');
        return space < 0 ? [] : text[(space + 1)..];
    }

    private static ReadOnlySpan<char> BeginningOf(ReadOnlySpan<char> text)
    {
        if (text.Length <= MaxAfter)
        {
            return text;
        }

        text = text[..MaxAfter];
        int space = text.LastIndexOfAny(' ', '\n');
        return space < 0 ? [] : text[..space];
    }
}
