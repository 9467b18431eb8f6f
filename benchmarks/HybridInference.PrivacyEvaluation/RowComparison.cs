namespace HybridInference.PrivacyEvaluation;

/// <summary>What the detector hit, missed and found in error in one row.</summary>
internal sealed class RowComparison
{
    public RowComparison(LabelledRow row)
    {
        List<PiiMatch> open = row.Detect();
        foreach (LabelledSpan span in row.Spans)
        {
            int index = open.FindIndex(span.IsHitBy);
            (index < 0 ? Missed : Hit).Add(span);
            if (index >= 0)
            {
                open.RemoveAt(index);
            }
        }

        False = [.. open.Where(match => row.IsExhaustiveFor(match.Category))];
    }

    public List<LabelledSpan> Hit { get; } = [];

    public List<LabelledSpan> Missed { get; } = [];

    public List<PiiMatch> False { get; }
}
