namespace HybridInference;

/// <summary>That a message holds private data of a category, and how often.</summary>
/// <param name="Category">The category, as the detector names it.</param>
/// <param name="MessageIndex">The index of the message, or <see cref="InOptions"/>.</param>
/// <param name="Count">The number of matches.</param>
public sealed record PrivateDataFinding(string Category, int MessageIndex, int Count)
{
    /// <summary>The message index that stands for the chat options: instructions, tools, additional properties.</summary>
    public const int InOptions = -1;

    /// <summary>Adds a finding when its place has none of its category.</summary>
    internal static void AddUnlessKnown(ref List<PrivateDataFinding>? findings, PrivateDataFinding finding)
    {
        bool isKnown = findings?.Exists(other => other.MessageIndex == finding.MessageIndex && other.Category == finding.Category) == true;
        if (!isKnown)
        {
            (findings ??= []).Add(finding);
        }
    }
}
