namespace HybridInference;

/// <summary>Matches the data of a Kubernetes secret, from the ':' of its <c>kind: Secret</c>, before or after which the data stand.</summary>
/// <remarks>Kubernetes API reference, Secret v1: <c>data</c> holds values in Base64, <c>stringData</c> plain ones.</remarks>
internal static class KubernetesSecretMatcher
{
    private const double Score = 0.8;
    private const int Window = 2048;
    private const string Kind = "kind";
    private const string Data = "data:";

    public static bool TryMatch(ReadOnlySpan<char> text, int colon, out PiiMatch match)
    {
        match = default;
        ReadOnlySpan<char> value = text[(colon + 1)..Math.Min(text.Length, colon + 12)].TrimStart(" \"'");
        if (!text[..colon].TrimEnd("\"'").EndsWith(Kind, StringComparison.Ordinal) || !value.StartsWith("secret", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        int from = Math.Max(0, colon - Window);
        int data = colon + IndexOfData(text[colon..Math.Min(text.Length, colon + Window)]);
        data = data >= colon ? data : from + IndexOfData(text[from..colon]);
        return data >= from && TryMatchBlock(text, data + Data.Length, out match);
    }

    private static int IndexOfData(ReadOnlySpan<char> window)
    {
        int data = window.IndexOf("\n" + Data, StringComparison.Ordinal);
        return data < 0 ? window.IndexOf(" " + Data, StringComparison.Ordinal) + (window.Contains(" " + Data, StringComparison.Ordinal) ? 1 : -Window) : data + 1;
    }

    /// <summary>The indented lines after the key.</summary>
    private static bool TryMatchBlock(ReadOnlySpan<char> text, int position, out PiiMatch match)
    {
        int start = position + Math.Max(0, text[position..].IndexOfAnyExcept(" \t\r\n"));
        int end = start;
        for (int line = start; line < text.Length && end - start < Window && (line == start || text[line] is ' ' or '\t');)
        {
            int length = text[line..].IndexOf('\n');
            end = length < 0 ? text.Length : line + length;
            line = end + 1;
        }

        end = start + text[start..end].TrimEnd().Length;
        match = new PiiMatch(PiiCategories.Secret, start, end - start, Score);
        return start > position && end > start && text[start..end].Contains(':');
    }
}
