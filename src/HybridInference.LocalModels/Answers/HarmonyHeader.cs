namespace HybridInference.LocalModels;

/// <summary>Reads the headers of messages of gpt-oss, such as <c>&lt;|channel|&gt;commentary to=functions.add &lt;|constrain|&gt;json</c>.</summary>
internal static class HarmonyHeader
{
    private const string Recipient = "to=";
    private const string Functions = "functions.";
    private const string Ends = " <\t\n";

    /// <summary>Gets whether the message is what the model thinks.</summary>
    public static bool IsAnalysis(ReadOnlySpan<char> header) => header.Contains("<|channel|>analysis", StringComparison.Ordinal);

    /// <summary>Gets the name of the tool that the message calls; empty where it calls none, or none that there may be.</summary>
    public static string ReadTool(ReadOnlySpan<char> header, IReadOnlySet<string> tools)
    {
        int start = header.IndexOf(Recipient, StringComparison.Ordinal);
        if (start < 0 || tools.Count == 0)
        {
            return "";
        }

        ReadOnlySpan<char> rest = header[(start + Recipient.Length)..];
        bool isFunction = rest.StartsWith(Functions);
        rest = isFunction ? rest[Functions.Length..] : rest;
        int end = rest.IndexOfAny(Ends);
        string name = (end < 0 ? rest : rest[..end]).ToString();
        return FindKnown(rest, tools) ?? (isFunction ? name : "");
    }

    /// <summary>Finds the tool whose name a text begins with; a name may have blanks.</summary>
    private static string? FindKnown(ReadOnlySpan<char> text, IReadOnlySet<string> tools)
    {
        string? longest = null;
        foreach (string tool in tools)
        {
            bool isWhole = text.StartsWith(tool) && (text.Length == tool.Length || Ends.Contains(text[tool.Length]));
            longest = isWhole && tool.Length > (longest?.Length ?? 0) ? tool : longest;
        }

        return longest;
    }
}
