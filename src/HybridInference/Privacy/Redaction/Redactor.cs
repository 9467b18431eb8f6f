using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Replaces the private values of requests by placeholders. The caller's objects stay as they are. Thread-safe.</summary>
/// <param name="redaction">The options.</param>
/// <param name="detector">Finds the values.</param>
/// <param name="rawRepresentations">Reads raw representations, so that values in them are found.</param>
/// <param name="trustRawRepresentationFactory">See <see cref="HybridChatClientOptions.TrustRawRepresentationFactory"/>.</param>
internal sealed class Redactor(
    RedactionOptions redaction, IPiiDetector detector, RawRepresentations rawRepresentations, bool trustRawRepresentationFactory = false)
{
    /// <summary>Redacts a request.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="options">The options, or <see langword="null"/>.</param>
    /// <param name="categories">The categories whose values are replaced.</param>
    /// <param name="map">The map of the conversation; it gets the values that it does not have yet.</param>
    /// <exception cref="ArgumentException">A category has the name that stands for text that looks like a placeholder.</exception>
    /// <exception cref="Exception">Whatever the detector throws. A caller treats that as an obstacle.</exception>
    public RedactedRequest Redact(IReadOnlyList<ChatMessage> messages, ChatOptions? options, IReadOnlySet<string> categories, RedactionMap map)
    {
        if (categories.Contains(RedactedValue.Literal))
        {
            throw new ArgumentException($"The category '{RedactedValue.Literal}' stands for text that is not private; give the detector's category another name.", nameof(categories));
        }

        try
        {
            return TryCollect(messages, options, categories, map)
                ? Replace(messages, options, map)
                : new(messages, options, RedactionObstacle.Unreadable);
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException)
        {
            return new(messages, options, RedactionObstacle.Unreadable);
        }
    }

    /// <summary>Tells whether a request, redacted or not, still holds private data, a value of the map, or something that cannot be read. Placeholders are neither.</summary>
    /// <exception cref="Exception">Whatever the detector throws. A caller treats that as private.</exception>
    public bool HasPrivateData(IReadOnlyList<ChatMessage> messages, ChatOptions? options, IReadOnlySet<string> categories, RedactionMap map) =>
        new PrivateDataScanner(new PlaceholderAwareDetector(new KnownValueDetector(detector, map), map), rawRepresentations)
            .Scan(messages, Readable(options))
            .Any(finding => finding.Category == PiiCategories.Unreadable || categories.Contains(finding.Category));

    private bool TryCollect(IReadOnlyList<ChatMessage> messages, ChatOptions? options, IReadOnlySet<string> categories, RedactionMap map)
    {
        var text = new RequestText(rawRepresentations, new ValueCollector(detector, categories, map));
        text.VisitOptions(Readable(options));
        foreach (ChatMessage message in messages)
        {
            text.VisitMessage(message);
        }

        return text.UnreadableParts == 0;
    }

    private RedactedRequest Replace(IReadOnlyList<ChatMessage> messages, ChatOptions? options, RedactionMap map)
    {
        var rewriter = new RedactingRewriter(map);
        IReadOnlyList<ChatMessage> newMessages = new MessageRewriter(rewriter, rawRepresentations).Rewrite(messages);
        ChatOptions? newOptions = new OptionsRewriter(rewriter).Rewrite(options);
        if (rewriter.HasRefused)
        {
            return new(messages, options, RedactionObstacle.Unchangeable);
        }

        bool same = ReferenceEquals(newMessages, messages) && ReferenceEquals(newOptions, options);
        return new(newMessages, same || !redaction.AddSystemNote ? newOptions : WithNote(newOptions, options, map.Format));
    }

    /// <summary>The note stands in the instructions, where it is the same in every turn of a conversation, so that prompt caches hit.</summary>
    private static ChatOptions WithNote(ChatOptions? options, ChatOptions? original, PlaceholderFormat format)
    {
        ChatOptions own = options is null ? new() : ReferenceEquals(options, original) ? options.Clone() : options;
        string note = $"Tokens like {format.Format(PiiCategories.Person, 1)} stand for real values that you cannot see: copy them exactly as they are.";
        own.Instructions = string.IsNullOrEmpty(own.Instructions) ? note : $"{own.Instructions}\n{note}";
        return own;
    }

    /// <summary>Leaves out the factory that the application vouches for.</summary>
    private ChatOptions? Readable(ChatOptions? options)
    {
        if (!trustRawRepresentationFactory || options?.RawRepresentationFactory is null)
        {
            return options;
        }

        ChatOptions readable = options.Clone();
        readable.RawRepresentationFactory = null;
        return readable;
    }
}
