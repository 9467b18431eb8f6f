using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Runs a detector over all text of a request and counts what it finds by place and category.</summary>
internal sealed class PrivateDataScanner
{
    private readonly IPiiDetector _detector;
    private readonly List<PiiMatch> _matches = [];
    private List<PrivateDataFinding>? _findings;

    private PrivateDataScanner(IPiiDetector detector)
    {
        _detector = detector;
    }

    /// <summary>Scans a request.</summary>
    /// <returns>One finding for each pair of place and category.</returns>
    public static IReadOnlyList<PrivateDataFinding> Scan(IPiiDetector detector, IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var scanner = new PrivateDataScanner(detector);
        Action<string> detect = scanner.Detect;
        RequestText.VisitOptions(options, detect);
        scanner.Collect(PrivateDataFinding.InOptions);
        for (int index = 0; index < messages.Count; index++)
        {
            RequestText.VisitMessage(messages[index], detect);
            scanner.Collect(index);
        }

        return scanner._findings ?? (IReadOnlyList<PrivateDataFinding>)[];
    }

    private void Detect(string text) => _detector.Detect(text, _matches);

    private void Collect(int messageIndex)
    {
        if (_matches.Count == 0)
        {
            return;
        }

        IEnumerable<PiiMatch> certain = _matches.Where(match => match.Score >= PiiMatch.RoutingThreshold);
        foreach (IGrouping<string, PiiMatch> category in certain.GroupBy(match => match.Category))
        {
            (_findings ??= []).Add(new PrivateDataFinding(category.Key, messageIndex, category.Count()));
        }

        _matches.Clear();
    }
}
