using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Adds up the tokens of everything in a request that a model reads.</summary>
/// <typeparam name="TMeasure">Says what each part counts as.</typeparam>
internal static class PromptTokens<TMeasure>
    where TMeasure : struct, ITokenMeasure
{
    public static int Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        long tokens = Of(options);
        for (int i = 0; i < messages.Count; i++)
        {
            tokens += TMeasure.PerMessage + Of(messages[i].Contents);
        }

        return (int)Math.Min(tokens, int.MaxValue);
    }

    public static long Of(IList<AIContent> contents)
    {
        long tokens = 0;
        for (int i = 0; i < contents.Count; i++)
        {
            tokens += Of(contents[i]);
        }

        return tokens;
    }

    private static long Of(ChatOptions? options)
    {
        if (options is null)
        {
            return 0;
        }

        long tokens = Of(options.Instructions) + Of((options.ResponseFormat as ChatResponseFormatJson)?.Schema?.GetRawText());
        for (int i = 0; i < options.Tools?.Count; i++)
        {
            AITool tool = options.Tools[i];
            tokens += TMeasure.PerMessage + Of(tool.Name) + Of(tool.Description) + Of((tool as AIFunctionDeclaration)?.JsonSchema.GetRawText());
        }

        return tokens;
    }

    private static long Of(AIContent content) => content switch
    {
        TextContent text => Of(text.Text),
        TextReasoningContent reasoning => Of(reasoning.Text),
        FunctionCallContent call => Of(call.Name) + Of(ContentText.OfArguments(call).GetRawText()),
        FunctionResultContent result => Of(result.Result as string ?? ContentText.OfValue(result.Result).GetRawText()),
        DataContent data => TMeasure.PerAttachment + (data.HasTopLevelMediaType("text") ? data.Data.Length : 0),
        UriContent or HostedFileContent => TMeasure.PerAttachment,
        _ => 0,
    };

    private static long Of(string? text) => string.IsNullOrEmpty(text) ? 0 : TMeasure.Of(text);
}
