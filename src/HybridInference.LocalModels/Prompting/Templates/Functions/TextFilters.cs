namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Filters of text; other values are written as text first, as Jinja2 does.</summary>
internal static class TextFilters
{
    /// <summary>Applies a function of text to any value.</summary>
    public static object? OfText(CallArguments arguments, TemplateFunction function) => function(
        arguments.ForValue(arguments.Function, PythonText.Str(arguments.Value, arguments.Budget), firstArgument: 1));

    /// <summary>Replaces one text by another; unlike the method, the filter takes any value for them.</summary>
    public static object? Replace(CallArguments arguments)
    {
        IEnumerable<object?> texts = arguments.Positional.Take(3).Select(value => PythonText.Str(value, arguments.Budget));
        return TextReplacing.Replace(
            new CallArguments(arguments.Function, arguments.Context, [.. texts, .. arguments.Positional.Skip(3)], arguments.Named));
    }

    /// <summary>Indents the lines of a text.</summary>
    public static object Indent(CallArguments arguments)
    {
        string indent = arguments.Optional(1, "width", 4L) is string text
            ? text
            : new string(' ', (int)Math.Clamp(arguments.Integer(1, "width", 4), 0, 1000));
        bool isBlankIndented = arguments.Flag(3, "blank");
        BoundedText result = new(arguments.Budget);
        string[] lines = StringMethods.Text(arguments).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            bool isIndented = i == 0 ? arguments.Flag(2, "first") : isBlankIndented || lines[i].Length > 0;
            result.Append(i == 0 ? "" : "\n").Append(isIndented ? indent : "").Append(lines[i]);
        }

        return result.ToString();
    }

    /// <summary>Counts words.</summary>
    public static object CountWords(CallArguments arguments)
    {
        string text = StringMethods.Text(arguments);
        long words = 0;
        bool wasInWord = false;
        foreach (char character in text)
        {
            bool isInWord = char.IsLetterOrDigit(character) || character == '_';
            words += isInWord && !wasInWord ? 1 : 0;
            wasInWord = isInWord;
        }

        return words;
    }

    /// <summary>Cuts a text at a length, at a word's end.</summary>
    public static object Truncate(CallArguments arguments)
    {
        string text = StringMethods.Text(arguments);
        int length = (int)Math.Clamp(arguments.Integer(1, "length", 255), 0, int.MaxValue / 2);
        string end = arguments.OptionalText(3, "end") ?? "...";
        if (text.Length <= length + arguments.Integer(4, "leeway", 5))
        {
            return text;
        }

        string cut = text[..Math.Max(0, length - end.Length)];
        int space = cut.LastIndexOf(' ');
        return (arguments.Flag(2, "killwords") || space < 0 ? cut : cut[..space]) + end;
    }

    /// <summary>Escapes text for HTML.</summary>
    public static object Escape(CallArguments arguments) => StringMethods.Text(arguments)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal)
        .Replace("\"", "&#34;", StringComparison.Ordinal);

    /// <summary>Puts the arguments into the text as <c>%</c> does.</summary>
    public static object Format(CallArguments arguments) =>
        PythonFormat.Percent(arguments.Text(0, "value"), ListValue.Tuple([.. arguments.Positional.Skip(1)]), arguments.Budget);
}
