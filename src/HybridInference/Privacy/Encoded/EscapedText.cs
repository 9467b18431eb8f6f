using System.Text;

namespace HybridInference;

/// <summary>Resolves the escapes of a text, and leaves out what is too far from any of them to mean something else for it.</summary>
internal static class EscapedText
{
    /// <summary>More than a detector looks to either side of a value; whole lines are kept, so that none is taken for something else.</summary>
    private const int Reach = 256;

    /// <summary>The header of a table is in here; the rows that it speaks of may be anywhere.</summary>
    private const int Head = 768;

    /// <summary>What is as long as this without a line break is cut.</summary>
    private const int LongestLine = 1024;

    /// <summary>Stands for what is left out: more than there can be between a word and the value that it names.</summary>
    private static readonly string Gap = new('\n', 64);

    /// <summary>Returns what is near the escapes of a text, with these resolved.</summary>
    public static RewrittenText Resolve(ReadOnlySpan<char> text)
    {
        var resolved = new RewrittenText(text);
        int position = 0;
        int next;
        while ((next = Escape.IndexOf(text, position, out int length, out int character)) >= 0)
        {
            AppendBetween(text, position, next, ref resolved);
            AppendCharacter(character, next, ref resolved);
            position = next + length;
        }

        int end = EndOfLine(text, position + Reach);
        resolved.Append(text[position..end], position);
        resolved.EndAt(end);
        return resolved;
    }

    private static void AppendCharacter(int character, int offset, ref RewrittenText resolved)
    {
        if (character <= char.MaxValue)
        {
            resolved.Append((char)character, offset);
            return;
        }

        Span<char> halves = stackalloc char[2];
        new Rune(character).EncodeToUtf16(halves);
        resolved.Append(halves, offset);
    }

    private static void AppendBetween(ReadOnlySpan<char> text, int from, int to, ref RewrittenText resolved)
    {
        if (to - from > 2 * Reach)
        {
            int end = EndOfLine(text, Math.Max(from + Reach, Head));
            int start = StartOfLine(text, to - Reach);
            if (start - end > Gap.Length)
            {
                resolved.Append(text[from..end], from);
                resolved.Append(Gap, end);
                from = start;
            }
        }

        resolved.Append(text[from..to], from);
    }

    private static int EndOfLine(ReadOnlySpan<char> text, int place)
    {
        int limit = Math.Min(text.Length, place + LongestLine);
        int end = place < limit ? text[place..limit].IndexOf('\n') : -1;
        return end < 0 ? limit : place + end + 1;
    }

    private static int StartOfLine(ReadOnlySpan<char> text, int place)
    {
        int limit = Math.Max(0, place - LongestLine);
        return limit + text[limit..place].LastIndexOf('\n') + 1;
    }
}
