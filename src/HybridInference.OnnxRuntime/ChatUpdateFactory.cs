using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime;

/// <summary>Makes the updates of one response from the generated pieces.</summary>
internal sealed class ChatUpdateFactory(string modelId, int inputTokens, DateTimeOffset createdAt)
{
    private readonly string _responseId = Guid.NewGuid().ToString("N");

    public ChatResponseUpdate Create(GeneratedPiece piece)
    {
        var update = new ChatResponseUpdate
        {
            Role = ChatRole.Assistant,
            ResponseId = _responseId,
            MessageId = _responseId,
            ModelId = modelId,
            CreatedAt = createdAt,
            FinishReason = piece.FinishReason,
        };

        if (piece.Text.Length > 0)
        {
            // A list of one, as most have: its default is room for four, for every token.
            update.Contents = new List<AIContent>(1) { new TextContent(piece.Text) };
        }

        if (piece.FinishReason is not null)
        {
            update.Contents.Add(new UsageContent(CreateUsage(piece)));
        }

        return update;
    }

    private UsageDetails CreateUsage(GeneratedPiece last) => new()
    {
        InputTokenCount = inputTokens,
        CachedInputTokenCount = last.CachedTokens,
        OutputTokenCount = last.OutputTokens,
        TotalTokenCount = inputTokens + last.OutputTokens,
    };
}
