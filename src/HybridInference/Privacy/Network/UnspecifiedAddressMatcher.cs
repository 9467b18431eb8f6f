namespace HybridInference;

/// <summary>Matches "::", the address of version 6 that stands for any address, where a setting, a bracket, a prefix length or a word shows that it is one.</summary>
/// <remarks>RFC 4291 2.5.2; RFC 3986 3.2.2 for the brackets. It is nobody's, so its score makes no request private.</remarks>
internal static class UnspecifiedAddressMatcher
{
    private const string Address = "::";
    private const double Score = 0.3;

    public static bool TryMatch(ReadOnlySpan<char> text, int position, out PiiMatch match)
    {
        match = default;
        int end = position + Address.Length;
        if (!text[position..].StartsWith(Address, StringComparison.Ordinal) || (position > 0 && text[position - 1] == ':'))
        {
            return false;
        }

        int prefix = IpAddressMatcher.EndOfPrefix(text, end);
        match = new PiiMatch(PiiCategories.Ip, position, prefix - position, Score);
        return IsBracketed(text, position, end) || (IsEnd(text, prefix) && IsValue(text, position, hasPrefix: prefix > end));
    }

    /// <summary>As in "[::]:80", not as in the slice "list[::]".</summary>
    private static bool IsBracketed(ReadOnlySpan<char> text, int start, int end) =>
        start > 0 && end < text.Length && text[start - 1] == '[' && text[end] == ']' && (start == 1 || !char.IsLetterOrDigit(text[start - 2]));

    private static bool IsValue(ReadOnlySpan<char> text, int start, bool hasPrefix)
    {
        char before = start > 0 ? text[start - 1] : ' ';
        return before == '=' || (before is ' ' or '"' && (hasPrefix || IpAddressMatcher.IsNamed(text, start)));
    }

    private static bool IsEnd(ReadOnlySpan<char> text, int end) => end == text.Length || text[end] is ' ' or ',' or ';' or '"' or '\'' or ')' or '\r' or '\n' or '\t';
}
