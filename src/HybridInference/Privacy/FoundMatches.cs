namespace HybridInference;

/// <summary>Collects what a detector finds in the texts of one place of a request.</summary>
internal sealed class FoundMatches(IPiiDetector detector) : ITextVisitor
{
    private readonly List<PiiMatch> _matches = [];
    private List<PiiMatch>? _together;

    public void Visit(string text) => detector.Detect(text, _matches);

    public void VisitTogether(ReadOnlySpan<char> text)
    {
        int count = _matches.Count;
        detector.Detect(text, _matches);
        if (_matches.Count > count)
        {
            (_together ??= []).AddRange(_matches.Skip(count));
            _matches.RemoveRange(count, _matches.Count - count);
        }
    }

    /// <summary>Adds a finding for each category, and clears what was collected. What several texts are only together counts where none of them is it alone.</summary>
    public void MoveTo(ref List<PrivateDataFinding>? findings, int messageIndex)
    {
        AddTo(ref findings, messageIndex, _matches);
        if (_together is not null)
        {
            AddTo(ref findings, messageIndex, _together);
        }
    }

    private static void AddTo(ref List<PrivateDataFinding>? findings, int messageIndex, List<PiiMatch> matches)
    {
        if (matches.Count == 0)
        {
            return;
        }

        foreach (IGrouping<string, PiiMatch> found in matches.Where(match => match.Score >= PiiMatch.RoutingThreshold).GroupBy(match => match.Category))
        {
            PrivateDataFinding.AddUnlessKnown(ref findings, new(found.Key, messageIndex, found.Count()));
        }

        matches.Clear();
    }
}
