namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Text as Python counts it: by code points, of which some take two characters here.</summary>
internal static class CodePoints
{
    /// <summary>Counts the code points of a text.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        int count = text.Length;
        for (int i = 0; i + 1 < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i], text[i + 1]))
            {
                count--;
                i++;
            }
        }

        return count;
    }

    /// <summary>Splits a text into code points.</summary>
    public static List<string> Split(string text, RenderBudget budget)
    {
        budget.SpendList(text.Length);
        List<string> result = new(text.Length);
        for (int i = 0; i < text.Length; i += result[^1].Length)
        {
            result.Add(text.Substring(i, i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? 2 : 1));
        }

        return result;
    }

    /// <summary>Gets the part between two code points.</summary>
    public static string Slice(string text, int start, int end)
    {
        int first = Offset(text, 0, start);
        return text[first..Offset(text, first, end - start)];
    }

    private static int Offset(string text, int position, int codePoints)
    {
        for (; codePoints > 0; codePoints--)
        {
            position += position + 1 < text.Length && char.IsSurrogatePair(text[position], text[position + 1]) ? 2 : 1;
        }

        return position;
    }
}
