namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Makes text as wide as wanted.</summary>
internal static class TextPadding
{
    /// <summary>Puts fill characters on one side or both.</summary>
    public static string Pad(CallArguments arguments, bool left, bool right)
    {
        string text = StringMethods.Text(arguments);
        string fill = arguments.OptionalText(2, "fillchar") ?? " ";
        int missing = Missing(arguments, text);
        int before = left && right ? HalfOf(missing, text) : left ? missing : 0;
        return new string(fill[0], before) + text + new string(fill[0], missing - before);
    }

    /// <summary>Puts zeros after the sign.</summary>
    public static string ZeroFill(CallArguments arguments)
    {
        string text = StringMethods.Text(arguments);
        int sign = text is ['-' or '+', ..] ? 1 : 0;
        return text[..sign] + new string('0', Missing(arguments, text)) + text[sign..];
    }

    // Where the two sides cannot be equal, Python makes the left one longer if the width is odd.
    private static int HalfOf(int missing, string text) => (missing / 2) + (missing & (missing + CodePoints.Count(text)) & 1);

    private static int Missing(CallArguments arguments, string text)
    {
        long width = arguments.Integer(1, "width", 80);
        arguments.Budget.SpendText(Math.Max(0, width));
        return (int)Math.Max(0, width - CodePoints.Count(text));
    }
}
