using System.Text;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>What a message says, as one text by which it is known again.</summary>
internal static class MessageText
{
    public static string Of(ChatMessage message)
    {
        if (message.Contents.Count == 1 && message.Contents[0] is TextContent only)
        {
            return only.Text;
        }

        var text = new StringBuilder();
        foreach (AIContent content in message.Contents)
        {
            text.Append(Of(content)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Returns the text, or none when a function result in the message has no JSON, so that it can be sent nowhere either.</summary>
    public static string OrEmpty(ChatMessage message)
    {
        try
        {
            return Of(message);
        }
        catch (NotSupportedException)
        {
            return "";
        }
    }

    private static string? Of(AIContent content) => content switch
    {
        TextContent text => text.Text,
        TextReasoningContent reasoning => reasoning.Text,
        FunctionCallContent call => ContentText.OfArguments(call).GetRawText(),
        FunctionResultContent { Result: string result } => result,
        FunctionResultContent result => ContentText.OfValue(result.Result).GetRawText(),
        _ => null,
    };
}
