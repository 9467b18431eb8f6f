using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Makes the updates of one response from the generated pieces.</summary>
internal sealed class ChatUpdateFactory(string modelId, IAnswerReader answer, int inputTokens, DateTimeOffset createdAt)
{
    private List<TokenLogProbability>? _logProbabilities;
    private readonly string _responseId = Guid.NewGuid().ToString("N");

    /// <summary>Gets whether the response has ended; what is still generated is not part of it.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Makes the next update; null while a piece has nothing to say for itself.</summary>
    public ChatResponseUpdate? Create(GeneratedPiece piece)
    {
        if (piece.LogProbabilities is { } logProbabilities)
        {
            (_logProbabilities ??= []).AddRange(logProbabilities);
        }

        List<AIContent>? contents = answer.Append(piece.Text);
        if (piece.FinishReason is not null && answer.Complete() is { } rest)
        {
            contents = contents is null ? rest : [.. contents, .. rest];
        }

        if (piece.FinishReason is null && !answer.IsComplete)
        {
            return contents is null ? null : Create(contents);
        }

        IsComplete = true;
        ChatResponseUpdate update = Create([.. contents ?? [], new UsageContent(CreateUsage(piece))]);
        update.FinishReason = FindReason(piece.FinishReason);
        return update;
    }

    private ChatResponseUpdate Create(List<AIContent> contents)
    {
        var update = new ChatResponseUpdate
        {
            Role = ChatRole.Assistant,
            ResponseId = _responseId,
            MessageId = _responseId,
            ModelId = modelId,
            CreatedAt = createdAt,
            Contents = contents,
        };
        if (_logProbabilities is not null)
        {
            update.AdditionalProperties = new() { [LogProbabilityOptions.Property] = _logProbabilities };
            _logProbabilities = null;
        }

        return update;
    }

    private ChatFinishReason FindReason(ChatFinishReason? reason) =>
        answer.HasCall && reason != ChatFinishReason.Length ? ChatFinishReason.ToolCalls : reason ?? ChatFinishReason.Stop;

    private UsageDetails CreateUsage(GeneratedPiece last) => new()
    {
        InputTokenCount = inputTokens,
        CachedInputTokenCount = last.CachedTokens,
        OutputTokenCount = last.OutputTokens,
        TotalTokenCount = inputTokens + last.OutputTokens,
    };
}
