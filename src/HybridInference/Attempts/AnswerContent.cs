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
}
