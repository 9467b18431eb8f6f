using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Puts values back in the contents of one message, which may come in pieces. Text and reasoning are followed apart. Not thread-safe.</summary>
internal sealed class ContentRestorer(RestoreRules rules)
{
    private readonly TextRestorer _text = rules.ForText();
    private readonly TextRestorer _reasoning = rules.ForReasoning();
    private readonly RestoringRewriter _toolText = rules.ForTools();
    private readonly RestoringRewriter _otherText = rules.ForOther();

    /// <summary>Gets how many placeholders had a number that does not exist.</summary>
    public int UnknownPlaceholders =>
        _text.UnknownPlaceholders + _reasoning.UnknownPlaceholders + _toolText.UnknownPlaceholders + _otherText.UnknownPlaceholders;

    /// <summary>Gets whether an end of a text is held back.</summary>
    public bool IsHolding => _text.IsHolding || _reasoning.IsHolding;

    /// <summary>Restores contents.</summary>
    /// <param name="contents">The next contents of the message.</param>
    /// <param name="isLast">Whether none follow, so that nothing is held back.</param>
    /// <returns>The same list when nothing changes.</returns>
    public IList<AIContent> Restore(IList<AIContent> contents, bool isLast)
    {
        List<AIContent>? restored = null;
        for (int i = 0; i < contents.Count; i++)
        {
            AIContent content = contents[i];
            bool mustFlush = IsHolding && EndsText(content);
            AIContent? result = Restore(content, IsEndOfText(contents, i, isLast));
            if (restored is not null || mustFlush || !ReferenceEquals(result, content))
            {
                restored ??= [.. contents.Take(i)];
                Add(result, mustFlush, restored);
            }
        }

        if (isLast && IsHolding)
        {
            Flush(restored ??= [.. contents]);
        }

        return restored ?? contents;
    }

    private void Add(AIContent? content, bool mustFlush, List<AIContent> restored)
    {
        if (mustFlush)
        {
            Flush(restored);
        }

        if (content is not null)
        {
            restored.Add(content);
        }
    }

    /// <summary>Adds what is held back as it is: it did not become a placeholder.</summary>
    private void Flush(List<AIContent> contents)
    {
        if (_reasoning.IsHolding)
        {
            contents.Add(new TextReasoningContent(_reasoning.Restore("", isLast: true)));
        }

        if (_text.IsHolding)
        {
            contents.Add(new TextContent(_text.Restore("", isLast: true)));
        }
    }

    /// <summary>Whether what is held back cannot go on behind a content.</summary>
    private static bool EndsText(AIContent content) => content is not (TextContent or TextReasoningContent or UsageContent);

    /// <summary>Whether a text does not go on behind a content, so that nothing of it need be held back.</summary>
    private static bool IsEndOfText(IList<AIContent> contents, int index, bool isLast)
    {
        for (int i = index + 1; i < contents.Count; i++)
        {
            if (EndsText(contents[i]) || contents[i].GetType() == contents[index].GetType())
            {
                return EndsText(contents[i]);
            }
        }

        return isLast;
    }

    /// <returns>The same content when nothing changes, or <see langword="null"/> when all of it is held back.</returns>
    private AIContent? Restore(AIContent content, bool isEnd) => content switch
    {
        TextContent text => Changed(text, text.Text, _text.Restore(text.Text, isEnd)),
        TextReasoningContent reasoning => Changed(reasoning, reasoning.Text, _reasoning.Restore(reasoning.Text, isEnd)),
        FunctionCallContent => new ContentRewriter(_toolText).Rewrite(content),
        FunctionResultContent or ErrorContent => new ContentRewriter(_otherText).Rewrite(content),
        _ => content,
    };

    private static AIContent? Changed(AIContent content, string old, string restored)
    {
        if (ReferenceEquals(old, restored))
        {
            return content;
        }

        bool isEmpty = restored.Length == 0 && content is not TextReasoningContent { ProtectedData: not null };
        return isEmpty ? null : Copy(content, restored);
    }

    private static AIContent Copy(AIContent content, string restored)
    {
        AIContent copy = content is TextReasoningContent reasoning
            ? new TextReasoningContent(restored) { ProtectedData = reasoning.ProtectedData }
            : new TextContent(restored);
        copy.Annotations = content.Annotations;
        copy.AdditionalProperties = content.AdditionalProperties;
        return copy;
    }
}
