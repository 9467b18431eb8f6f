namespace HybridInference;

/// <summary>The prefixes of tokens that are looked for by themselves, because such a token may have no digit.</summary>
internal static class LetterPrefix
{
    private static readonly string[] WithDash = ["sk-", "glpat-", "xoxb-", "xoxp-"];
    private static readonly string[] WithUnderscore = ["ghp_", "gho_", "ghu_", "ghs_", "github_pat_", "hf_", "api_org_", "npm_", "sk_live_"];

    /// <summary>Returns where a prefix starts that its last character or its 'I' gives away, or -1.</summary>
    public static int StartAt(ReadOnlySpan<char> text, int sign)
    {
        ReadOnlySpan<char> upTo = text[..(sign + 1)];
        int length = text[sign] switch
        {
            '-' => LengthBeforeDash(upTo),
            '_' => LengthBeforeUnderscore(upTo),
            'I' => LengthBeforeI(upTo, text[(sign + 1)..]),
            'J' when upTo.EndsWith("eyJ", StringComparison.Ordinal) => 3,
            _ => 0,
        };
        return length > 0 ? sign + 1 - length : -1;
    }

    /// <summary>"AKIA", "ASIA" and "AIza".</summary>
    private static int LengthBeforeI(ReadOnlySpan<char> upTo, ReadOnlySpan<char> behind) => upTo switch
    {
        [.., 'A', 'K' or 'S', _] when behind is ['A', ..] => 3,
        [.., 'A', _] when behind is ['z', 'a', ..] => 2,
        _ => 0,
    };

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
