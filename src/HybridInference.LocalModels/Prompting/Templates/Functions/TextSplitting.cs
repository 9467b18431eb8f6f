namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Splits text.</summary>
internal static class TextSplitting
{
    // More parts than this need not be made: the list would be refused.
    private const int TooManyParts = RenderBudget.LongestList + 1;

    private static readonly string[] LineEnds = ["\r\n", "\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"];

    /// <summary>Splits at a separator, or at white space.</summary>
    public static object Split(CallArguments arguments)
    {
        string text = StringMethods.Text(arguments);
        int most = MostParts(arguments);
        return ToList(Separator(arguments) is string separator
            ? text.Split(separator, most)
            : SplitWords(text, most), arguments);
    }

    /// <summary>Splits at a separator, the last ones first.</summary>
    public static object SplitFromEnd(CallArguments arguments)
    {
        string text = StringMethods.Text(arguments);
        int most = MostParts(arguments);
        string[] parts = Separator(arguments) is string separator
            ? Reverse(Reverse(text).Split(Reverse(separator), most))
            : Reverse(SplitWords(Reverse(text), most));
        return ToList(parts, arguments);
    }

    /// <summary>Splits into lines.</summary>
    public static object SplitLines(CallArguments arguments)
    {
        string text = StringMethods.Text(arguments);
        string[] lines = text.Split(LineEnds, TooManyParts, StringSplitOptions.None);
        if (arguments.Flag(1, "keepends"))
        {
            AddEnds(lines, text);
        }

        return ToList(lines[^1].Length == 0 ? lines[..^1] : lines, arguments);
    }

    private static void AddEnds(string[] lines, string text)
    {
        int start = 0;
        for (int i = 0; i + 1 < lines.Length; i++)
        {
            int end = start + lines[i].Length;
            end += string.CompareOrdinal(text, end, "\r\n", 0, 2) == 0 ? 2 : 1;
            lines[i] = text[start..end];
            start = end;
        }
    }

    /// <summary>Splits once, at an index: what is before, the separator, what is after.</summary>
    public static object Partition(CallArguments arguments, int index)
    {
        string text = StringMethods.Text(arguments);
        string separator = arguments.Text(1, "sep");
        if (index >= 0)
        {
            return ListValue.Tuple(text[..index], separator, text[(index + separator.Length)..]);
        }

        return arguments.Function == "partition" ? ListValue.Tuple(text, "", "") : ListValue.Tuple("", "", text);
    }

    private static string? Separator(CallArguments arguments)
    {
        string? separator = arguments.OptionalText(1, "sep");
        return separator is "" ? throw arguments.Error("the separator is empty") : separator;
    }

    private static int MostParts(CallArguments arguments)
    {
        long most = arguments.Integer(2, "maxsplit", -1);
        return most is < 0 or > RenderBudget.LongestList ? TooManyParts : (int)most + 1;
    }

    private static string[] SplitWords(string text, int most)
    {
        List<string> words = [];
        int start = Skip(text, 0, char.IsWhiteSpace);
        while (start < text.Length && words.Count + 1 < most)
        {
            int end = Skip(text, start, character => !char.IsWhiteSpace(character));
            words.Add(text[start..end]);
            start = Skip(text, end, char.IsWhiteSpace);
        }

        return start < text.Length ? [.. words, text[start..]] : [.. words];
    }

    private static int Skip(string text, int position, Func<char, bool> isSkipped)
    {
        while (position < text.Length && isSkipped(text[position]))
        {
            position++;
        }

        return position;
    }

    private static string Reverse(string text)
    {
        char[] characters = text.ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }

    private static string[] Reverse(string[] parts) => [.. parts.Reverse().Select(Reverse)];

    private static ListValue ToList(string[] parts, CallArguments arguments)
    {
        arguments.Budget.SpendList(parts.Length);
        return new ListValue(parts);
    }
}
