using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Runs a detector over all text of a request and counts what it finds by place and category.</summary>
/// <param name="detector">The detector.</param>
/// <param name="rawRepresentations">Reads the raw representations in the request.</param>
/// <param name="memory">Knows the answers that were made of private data; none when <see langword="null"/>.</param>
internal sealed class PrivateDataScanner(IPiiDetector detector, RawRepresentations rawRepresentations, ConversationMemory? memory = null)
{
    public static readonly PrivateDataScanner Default = new(new EncodedTextDetector(PiiDetector.Default), RawRepresentations.Unread);

    /// <summary>Scans a request.</summary>
    /// <returns>One finding for each pair of place and category.</returns>
    public IReadOnlyList<PrivateDataFinding> Scan(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        List<PrivateDataFinding>? findings = null;
        var found = new FoundMatches(detector);
        var text = new RequestText(rawRepresentations, found);
        text.VisitOptions(options);
        Collect(PrivateDataFinding.InOptions, text, found, ref findings);
        for (int index = 0; index < messages.Count; index++)
        {
            text.VisitMessage(messages[index]);
            Collect(index, text, found, ref findings);
            CollectTaint(index, messages[index], ref findings);
        }

        return findings ?? (IReadOnlyList<PrivateDataFinding>)[];
    }

    /// <summary>Turns what was found in one place into findings, and clears it.</summary>
    private static void Collect(int messageIndex, RequestText text, FoundMatches found, ref List<PrivateDataFinding>? findings)
    {
        if (text.UnreadableParts > 0)
        {
            (findings ??= []).Add(new PrivateDataFinding(PiiCategories.Unreadable, messageIndex, text.UnreadableParts));
            text.UnreadableParts = 0;
        }

        found.MoveTo(ref findings, messageIndex);
    }

    /// <summary>An answer that was made of private data counts as private itself, also when it repeats none of it.</summary>
    private void CollectTaint(int messageIndex, ChatMessage message, ref List<PrivateDataFinding>? findings)
    {
        foreach (string category in memory is null ? [] : memory.FindTaint(message))
        {
            PrivateDataFinding.AddUnlessKnown(ref findings, new(category, messageIndex, 1));
        }
    }
}
