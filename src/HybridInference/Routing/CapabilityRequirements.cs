using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Reads off a request what it needs beyond text.</summary>
/// <remarks>Loops by index: an enumerator of an interface is an allocation on every request.</remarks>
internal static class CapabilityRequirements
{
    public static ChatCapabilities Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        ChatCapabilities required = options is null ? ChatCapabilities.None : Of(options);
        for (int i = 0; i < messages.Count; i++)
        {
            IList<AIContent> contents = messages[i].Contents;
            for (int j = 0; j < contents.Count; j++)
            {
                required |= Of(contents[j]);
            }
        }

        return required;
    }

    private static ChatCapabilities Of(ChatOptions options)
    {
        ChatCapabilities required = ChatCapabilities.None;
        if (options.ResponseFormat is ChatResponseFormatJson)
        {
            required |= ChatCapabilities.StructuredOutput;
        }

        if (options.ConversationId is not null || options.ContinuationToken is not null || options.AllowBackgroundResponses == true)
        {
            required |= ChatCapabilities.ServerState;
        }

        return options.ToolMode is NoneChatToolMode ? required : required | Of(options.Tools);
    }

    private static ChatCapabilities Of(IList<AITool>? tools)
    {
        ChatCapabilities required = ChatCapabilities.None;
        for (int i = 0; i < tools?.Count; i++)
        {
            required |= tools[i] is AIFunctionDeclaration ? ChatCapabilities.Tools : ChatCapabilities.HostedTools;
        }

        return required;
    }

    private static ChatCapabilities Of(AIContent content) => content switch
    {
        TextContent or TextReasoningContent or UsageContent or ErrorContent => ChatCapabilities.None,
        FunctionCallContent or FunctionResultContent => ChatCapabilities.Tools,
        DataContent data => OfMediaType(data.MediaType),
        UriContent uri => OfMediaType(uri.MediaType),
        HostedFileContent or HostedVectorStoreContent => ChatCapabilities.FileInput,
        _ => ChatCapabilities.None,
    };

    private static ChatCapabilities OfMediaType(string mediaType) =>
        mediaType.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ? ChatCapabilities.ImageInput
        : mediaType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) ? ChatCapabilities.AudioInput
        : ChatCapabilities.FileInput;
}
