using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Knows which raw representations can be read, and makes copies of messages without those that cannot.</summary>
internal sealed class RawRepresentations(IReadOnlyList<IRawRepresentationReader> readers)
{
    public static readonly RawRepresentations Unread = new([]);

    public string? ReadJson(object raw) => Find(raw)?.ReadJson(raw);

    /// <summary>Returns whether content still says the same without its raw representation.</summary>
    public static bool CanDoWithout(AIContent content) => CopyWithoutRaw(content) is not null;

    /// <summary>Returns the messages themselves when everything in them can be read, otherwise copies without what cannot.</summary>
    public IReadOnlyList<ChatMessage> WithoutUnreadable(IReadOnlyList<ChatMessage> messages)
    {
        ChatMessage[]? copies = null;
        for (int i = 0; i < messages.Count; i++)
        {
            if (HasUnreadable(messages[i]))
            {
                copies ??= [.. messages];
                copies[i] = WithoutUnreadable(messages[i]);
            }
        }

        return copies ?? messages;
    }

    private ChatMessage WithoutUnreadable(ChatMessage message)
    {
        ChatMessage copy = message.Clone();
        copy.RawRepresentation = IsUnreadable(message.RawRepresentation) ? null : message.RawRepresentation;
        copy.Contents = [.. message.Contents.Select(content => IsUnreadable(content.RawRepresentation) ? CopyWithoutRaw(content) ?? content : content)];
        return copy;
    }

    private bool HasUnreadable(ChatMessage message)
    {
        bool found = IsUnreadable(message.RawRepresentation);
        for (int i = 0; i < message.Contents.Count; i++)
        {
            found |= IsUnreadable(message.Contents[i].RawRepresentation);
        }

        return found;
    }

    private bool IsUnreadable(object? raw) => raw is not null && Find(raw) is null;

    private IRawRepresentationReader? Find(object raw)
    {
        foreach (IRawRepresentationReader reader in readers)
        {
            if (reader.CanRead(raw))
            {
                return reader;
            }
        }

        return null;
    }

    /// <returns><see langword="null"/> for content that says nothing without its raw representation.</returns>
    internal static AIContent? CopyWithoutRaw(AIContent content)
    {
        AIContent? copy = content switch
        {
            TextContent text => new TextContent(text.Text),
            TextReasoningContent reasoning => new TextReasoningContent(reasoning.Text) { ProtectedData = reasoning.ProtectedData },
            FunctionCallContent call => new FunctionCallContent(call.CallId, call.Name, call.Arguments) { InformationalOnly = call.InformationalOnly },
            FunctionResultContent result => new FunctionResultContent(result.CallId, result.Result),
            UriContent uri => new UriContent(uri.Uri, uri.MediaType),
            DataContent data => new DataContent(data.Data, data.MediaType) { Name = data.Name },
            UsageContent usage => new UsageContent(usage.Details),
            _ => null,
        };
        if (copy is not null)
        {
            copy.Annotations = content.Annotations;
            copy.AdditionalProperties = content.AdditionalProperties;
        }

        return copy;
    }
}
