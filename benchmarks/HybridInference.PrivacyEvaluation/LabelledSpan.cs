namespace HybridInference.PrivacyEvaluation;

/// <summary>A labelled piece of a text; offsets in UTF-16 code units, end exclusive.</summary>
internal sealed record LabelledSpan(int Start, int End, string Type)
{
    /// <summary>Whether a match has the same type and covers at least half of the union of both.</summary>
    public bool IsHitBy(PiiMatch match)
    {
        int matchEnd = match.Start + match.Length;
        int common = Math.Min(End, matchEnd) - Math.Max(Start, match.Start);
        int union = Math.Max(End, matchEnd) - Math.Min(Start, match.Start);
        return match.Category == Type && common * 2 >= union;
    }
}
