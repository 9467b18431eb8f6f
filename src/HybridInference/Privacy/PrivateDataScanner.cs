using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Runs a detector over all text of a request and counts what it finds by place and category.</summary>
internal sealed class PrivateDataScanner(IPiiDetector detector, RawRepresentations rawRepresentations)
{
    public static readonly PrivateDataScanner Default = new(PiiDetector.Default, RawRepresentations.Unread);

    /// <summary>Scans a request.</summary>
    /// <returns>One finding for each pair of place and category.</returns>
    public IReadOnlyList<PrivateDataFinding> Scan(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        List<PrivateDataFinding>? findings = null;
        var matches = new List<PiiMatch>();
        var text = new RequestText(rawRepresentations, part => detector.Detect(part, matches));
        text.VisitOptions(options);
        Collect(PrivateDataFinding.InOptions, text, matches, ref findings);
        for (int index = 0; index < messages.Count; index++)
        {
            text.VisitMessage(messages[index]);
            Collect(index, text, matches, ref findings);
        }

        return findings ?? (IReadOnlyList<PrivateDataFinding>)[];
    }

    /// <summary>Turns what was found in one place into findings, and clears it.</summary>
    private static void Collect(int messageIndex, RequestText text, List<PiiMatch> matches, ref List<PrivateDataFinding>? findings)
    {
        if (text.UnreadableParts > 0)
        {
            (findings ??= []).Add(new PrivateDataFinding(PiiCategories.Unreadable, messageIndex, text.UnreadableParts));
            text.UnreadableParts = 0;
        }

        if (matches.Count > 0)
        {
            (findings ??= []).AddRange(ByCategory(messageIndex, matches));
            matches.Clear();
        }
    }

    private static IEnumerable<PrivateDataFinding> ByCategory(int messageIndex, List<PiiMatch> matches) =>
        matches.Where(match => match.Score >= PiiMatch.RoutingThreshold)
            .GroupBy(match => match.Category, (category, found) => new PrivateDataFinding(category, messageIndex, found.Count()));
}
