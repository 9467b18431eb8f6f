using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Replaces parts of the texts in messages. What changes is a copy without raw representation.</summary>
internal sealed class MessageRewriter(TextRewriter text, RawRepresentations rawRepresentations)
{
    private readonly ContentRewriter _contents = new(text);
    private readonly ValueRewriter _values = new(text);

    /// <summary>Returns the same list when nothing changes, otherwise one with the same messages where they do not.</summary>
    /// <exception cref="NotSupportedException">A value has no JSON contract.</exception>
    public IReadOnlyList<ChatMessage> Rewrite(IReadOnlyList<ChatMessage> messages)
    {
        ChatMessage[]? copies = null;
        for (int i = 0; i < messages.Count; i++)
        {
            ChatMessage rewritten = Rewrite(messages[i]);
            if (!ReferenceEquals(rewritten, messages[i]))
            {
                copies ??= [.. messages];
                copies[i] = rewritten;
            }
        }

        return copies ?? messages;
    }

    private ChatMessage Rewrite(ChatMessage message)
    {
        string? author = message.AuthorName is null ? null : text.Rewrite(message.AuthorName);
        string? id = message.MessageId is { } old && text.MayChange(old) ? null : message.MessageId;
        AdditionalPropertiesDictionary? properties = _values.Rewrite(message.AdditionalProperties);
        IList<AIContent> contents = Rewrite(message.Contents);
        bool same = ReferenceEquals(author, message.AuthorName) && ReferenceEquals(id, message.MessageId)
            && ReferenceEquals(properties, message.AdditionalProperties) && ReferenceEquals(contents, message.Contents);
        if (same && !MustDrop(message.RawRepresentation))
        {
            return message;
        }

        ChatMessage copy = message.Clone();
        (copy.AuthorName, copy.MessageId, copy.AdditionalProperties, copy.Contents) = (author, id, properties, contents);
        copy.RawRepresentation = null;
        return copy;
    }

    private IList<AIContent> Rewrite(IList<AIContent> contents)
    {
        AIContent[]? copies = null;
        for (int i = 0; i < contents.Count; i++)
        {
            AIContent rewritten = _contents.Rewrite(contents[i], MustDrop(contents[i].RawRepresentation) || MustDrop(contents[i].Annotations));
            if (!ReferenceEquals(rewritten, contents[i]))
            {
                copies ??= [.. contents];
                copies[i] = rewritten;
            }
        }

        KeepSeams(contents, copies ?? contents);
        return copies is null ? contents : [.. copies];
    }

    /// <summary>A value that begins in one text and ends in the next cannot be replaced in either.</summary>
    private void KeepSeams(IList<AIContent> contents, IList<AIContent> rewritten)
    {
        bool areSeveral = contents.OfType<TextContent>().Skip(1).Any();
        if (areSeveral && text.Rewrite(TextSeam.Join(contents)) != TextSeam.Join(rewritten))
        {
            text.Refuse();
        }
    }

    /// <summary>A raw representation that can be read stays only where nothing in it would have to change.</summary>
    private bool MustDrop(object? raw)
    {
        bool mustDrop = false;
        if (raw is not null && rawRepresentations.ReadJson(raw) is { } json)
        {
            JsonVisitor.Visit(json, part => mustDrop |= text.MayChange(part));
        }

        return mustDrop;
    }
    /// <summary>An annotation cannot be changed, and says nothing that the text needs.</summary>
    private bool MustDrop(IList<AIAnnotation>? annotations)
    {
        bool mustDrop = false;
        for (int i = 0; i < annotations?.Count; i++)
        {
            JsonVisitor.Visit(ContentText.OfAnnotation(annotations[i]), part => mustDrop |= text.MayChange(part));
        }

        return mustDrop;
    }
}
