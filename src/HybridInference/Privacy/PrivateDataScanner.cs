using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Runs a detector over all text of a request and counts what it finds by place and category.</summary>
/// <param name="detector">The detector.</param>
/// <param name="rawRepresentations">Reads the raw representations in the request.</param>
/// <param name="memory">Knows the answers that were made of private data; none when <see langword="null"/>.</param>
internal sealed class PrivateDataScanner(IPiiDetector detector, RawRepresentations rawRepresentations, ConversationMemory? memory = null)
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
            CollectTaint(index, messages[index], ref findings);
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

    /// <summary>An answer that was made of private data counts as private itself, also when it repeats none of it.</summary>
    private void CollectTaint(int messageIndex, ChatMessage message, ref List<PrivateDataFinding>? findings)
    {
        foreach (string category in memory is null ? [] : memory.FindTaint(message))
        {
            bool isKnown = findings?.Exists(finding => finding.MessageIndex == messageIndex && finding.Category == category) == true;
            if (!isKnown)
            {
                (findings ??= []).Add(new(category, messageIndex, 1));
            }
        }
    }

    private static IEnumerable<PrivateDataFinding> ByCategory(int messageIndex, List<PiiMatch> matches) =>
        matches.Where(match => match.Score >= PiiMatch.RoutingThreshold)
            .GroupBy(match => match.Category, (category, found) => new PrivateDataFinding(category, messageIndex, found.Count()));
}
