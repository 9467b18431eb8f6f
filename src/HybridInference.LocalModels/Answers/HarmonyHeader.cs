namespace HybridInference.LocalModels;

/// <summary>Reads the headers of messages of gpt-oss, such as <c>&lt;|channel|&gt;commentary to=functions.add &lt;|constrain|&gt;json</c>.</summary>
internal static class HarmonyHeader
{
    private const string Recipient = "to=";
    private const string Functions = "functions.";

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

        ReadOnlySpan<char> name = header[(start + Recipient.Length)..];
        int end = name.IndexOfAny(" <\t\n");
        name = end < 0 ? name : name[..end];
        return name.StartsWith(Functions) ? name[Functions.Length..].ToString() : tools.Contains(name.ToString()) ? name.ToString() : "";
    }
}
