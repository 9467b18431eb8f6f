using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Tells what of a stream is an answer: text, reasoning, function calls and data, not a role or usage alone.</summary>
internal static class AnswerContent
{
    public static bool IsIn(ChatResponseUpdate update)
    {
        foreach (AIContent content in update.Contents)
        {
            if (content is not (UsageContent or TextContent { Text.Length: 0 }))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether content cannot be taken back once the caller has it, such as a function call.</summary>
    public static bool IsMoreThanText(AIContent content) => content is not (TextContent or TextReasoningContent or UsageContent);

    /// <summary>Returns what there is to read, if anything.</summary>
    public static string? TextOf(AIContent content) => (content as TextContent)?.Text ?? (content as TextReasoningContent)?.Text;
}
