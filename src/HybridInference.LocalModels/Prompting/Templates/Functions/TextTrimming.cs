namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Takes characters off the ends of a text.</summary>
internal static class TextTrimming
{
    /// <summary>Strips white space, or the characters of the argument.</summary>
    public static string Strip(CallArguments arguments, bool start, bool end)
    {
        string text = StringMethods.Text(arguments);
        char[]? characters = arguments.OptionalText(1, "chars")?.ToCharArray();
        if (characters is [])
        {
            return text;
        }

        text = start ? text.TrimStart(characters) : text;
        return end ? text.TrimEnd(characters) : text;
    }

    /// <summary>Removes a text from the start.</summary>
    public static object RemovePrefix(CallArguments arguments)
    {
        string text = StringMethods.Text(arguments);
        string prefix = arguments.Text(1, "prefix");
        return text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;
    }

    /// <summary>Removes a text from the end.</summary>
    public static object RemoveSuffix(CallArguments arguments)
    {
        string text = StringMethods.Text(arguments);
        string suffix = arguments.Text(1, "suffix");
        return text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;
    }
}
