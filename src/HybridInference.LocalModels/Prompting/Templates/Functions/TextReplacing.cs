namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Replaces parts of a text and joins texts.</summary>
internal static class TextReplacing
{
    /// <summary>Replaces one text by another, all or the first few.</summary>
    public static object Replace(CallArguments arguments)
    {
        string text = StringMethods.Text(arguments);
        string old = arguments.Text(1, "old");
        string replacement = arguments.Text(2, "new");
        long count = arguments.Integer(3, "count", -1);
        BoundedText result = new(arguments.Budget);
        int start = 0;
        while (count-- != 0 && Find(text, old, start) is >= 0 and int match)
        {
            result.Append(text[start..match]).Append(replacement);
            start = match + old.Length;
            if (old.Length == 0)
            {
                result.Append(text[match..Math.Min(match + 1, text.Length)]);
                start = match + 1;
            }
        }

        return result.Append(text[Math.Min(start, text.Length)..]).ToString();
    }

    /// <summary>Joins items with a text between them.</summary>
    public static string Join(string separator, IReadOnlyList<object?> items, CallArguments arguments)
    {
        BoundedText result = new(arguments.Budget);
        for (int i = 0; i < items.Count; i++)
        {
            result.Append(i == 0 ? "" : separator).Append(PythonText.Str(items[i], arguments.Budget));
        }

        return result.ToString();
    }

    private static int Find(string text, string wanted, int start) =>
        start > text.Length ? -1 : text.IndexOf(wanted, start, StringComparison.Ordinal);
}
