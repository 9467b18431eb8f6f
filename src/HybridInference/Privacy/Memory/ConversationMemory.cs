using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>
/// Remembers which messages were sent to a remote target, and which answers were made of private messages, by the hash of their text.
/// </summary>
/// <remarks>
/// A conversation comes back as a list of messages, so a message is known again by its text alone. Texts shorter than
/// <see cref="MinLength"/> are not remembered: they would be taken for others. Keeps hashes, names and categories, never text.
/// Bounded and thread-safe.
/// </remarks>
internal sealed class ConversationMemory
{
    public const int MinLength = 16;
    private const int Capacity = 8192;

    private readonly BoundedMemory<string> _targets = new(Capacity);
    private readonly BoundedMemory<string[]> _taints = new(Capacity);

    /// <summary>Remembers that messages were sent to a remote target as they are.</summary>
    public void Expose(IReadOnlyList<ChatMessage> messages, string target)
    {
        for (int i = 0; i < messages.Count; i++)
        {
            if (TryHash(MessageText.Of(messages[i]), out UInt128 hash))
            {
                _targets.Set(hash, target);
            }
        }
    }

    /// <summary>Finds the messages that were sent to a remote target before.</summary>
    public IReadOnlyList<PriorExposure> FindExposures(IReadOnlyList<ChatMessage> messages)
    {
        List<PriorExposure>? exposures = null;
        for (int i = 0; i < messages.Count && !_targets.IsEmpty; i++)
        {
            if (TryHash(MessageText.Of(messages[i]), out UInt128 hash) && _targets.TryGet(hash, out string? target))
            {
                (exposures ??= []).Add(new(i, target));
            }
        }

        return exposures ?? (IReadOnlyList<PriorExposure>)[];
    }

    /// <summary>Remembers that an answer was made of private data of some categories.</summary>
    public void Taint(string answer, IReadOnlyList<PrivateDataFinding> privateData)
    {
        if (TryHash(answer, out UInt128 hash))
        {
            _taints.Set(hash, [.. privateData.Select(finding => finding.Category).Distinct()]);
        }
    }

    /// <summary>Returns the categories of the private data that a message, or a function result in it, was made of.</summary>
    public IEnumerable<string> FindTaint(ChatMessage message) =>
        _taints.IsEmpty ? [] : FindTaint(message.Text).Concat(message.Contents.SelectMany(FindTaint)).Distinct();

    private string[] FindTaint(AIContent content) => (content as FunctionResultContent)?.Result switch
    {
        string text => FindTaint(text),
        JsonElement { ValueKind: JsonValueKind.String } json => FindTaint(JsonStrings.ValueOf(json)),
        _ => [],
    };

    private string[] FindTaint(string text) => TryHash(text, out UInt128 hash) && _taints.TryGet(hash, out string[]? categories) ? categories : [];

    private static bool TryHash(string text, out UInt128 hash)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        hash = trimmed.Length < MinLength ? default : TextHash.Of(trimmed);
        return trimmed.Length >= MinLength;
    }
}
