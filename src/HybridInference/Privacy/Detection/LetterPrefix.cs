namespace HybridInference;

/// <summary>The prefixes of tokens that are looked for by themselves, because such a token may have no digit.</summary>
internal static class LetterPrefix
{
    private static readonly string[] WithDash = ["sk-", "glpat-", "xoxb-", "xoxp-"];
    private static readonly string[] WithUnderscore = ["ghp_", "gho_", "ghu_", "ghs_", "github_pat_", "hf_", "api_org_", "npm_", "sk_live_"];

    /// <summary>Returns where a prefix starts that ends with a character, or -1. What it may end with is a <see cref="CharacterKind.Trigger"/>.</summary>
    public static int EndingAt(ReadOnlySpan<char> text, int last)
    {
        ReadOnlySpan<char> upTo = text[..(last + 1)];
        int length = text[last] switch
        {
            '-' => LengthBeforeDash(upTo),
            '_' => LengthBeforeUnderscore(upTo),
            'A' when upTo.EndsWith("AKIA", StringComparison.Ordinal) || upTo.EndsWith("ASIA", StringComparison.Ordinal) => 4,
            'J' when upTo.EndsWith("eyJ", StringComparison.Ordinal) => 3,
            'z' when upTo.EndsWith("AIz", StringComparison.Ordinal) && last + 1 < text.Length && text[last + 1] == 'a' => 3,
            _ => 0,
        };
        return length > 0 ? last + 1 - length : -1;
    }

    private static int LengthBeforeDash(ReadOnlySpan<char> text)
    {
        return text.Length < 3 || text[^2] is not ('k' or 't' or 'b' or 'p') ? 0 : LengthOfAny(text, WithDash);
    }

    private static int LengthBeforeUnderscore(ReadOnlySpan<char> text)
    {
        return text.Length < 3 || text[^3] is not ('h' or 'a' or 'r' or 'p' or 'v') ? 0 : LengthOfAny(text, WithUnderscore);
    }

    private static int LengthOfAny(ReadOnlySpan<char> text, ReadOnlySpan<string> prefixes)
    {
        foreach (string prefix in prefixes)
        {
            if (text.EndsWith(prefix, StringComparison.Ordinal))
            {
                return prefix.Length;
            }
        }

        return 0;
    }
}
