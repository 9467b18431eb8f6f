using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Refuses what the engine cannot do, before anything is loaded or computed: nothing that was asked for is silently left out.</summary>
internal static class ChatRequestRules
{
    /// <exception cref="ArgumentException">There is no message, or one is missing.</exception>
    /// <exception cref="NotSupportedException">A message has content other than text, calls and results.</exception>
    public static void Check(IReadOnlyList<ChatMessage> messages)
    {
        if (messages.Count == 0)
        {
            throw new ArgumentException("There is no message to answer. Give at least one.", nameof(messages));
        }

        if (messages.Any(message => message is null || message.Contents.Any(content => content is null)))
        {
            throw new ArgumentException("One of the messages is null, or has null among its contents. Leave it out.", nameof(messages));
        }

        foreach (AIContent content in messages.SelectMany(message => message.Contents))
        {
            Refuse(content is TextContent or TextReasoningContent or UsageContent or FunctionCallContent or FunctionResultContent ? FindInResult(content) : content);
        }
    }

    /// <exception cref="ArgumentException">A value is not valid.</exception>
    /// <exception cref="NotSupportedException">An option is set that the engine does not have.</exception>
    public static void Check(ChatOptions options)
    {
        if (options.MaxOutputTokens <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxOutputTokens, "MaxOutputTokens must be 1 or more.");
        }

        if (options.StopSequences?.Any(string.IsNullOrEmpty) == true)
        {
            throw new ArgumentException("StopSequences has an empty sequence, which would end every answer at once.", nameof(options));
        }

        SamplingSettingsReader.Validate(options);
        _ = LogProbabilityOptions.Read(options);
        Refuse(options.ToolMode is not NoneChatToolMode && options.Tools?.Any(tool => tool is not AIFunctionDeclaration) == true, nameof(options.Tools));
        Refuse(options.ConversationId is not null, nameof(options.ConversationId));
        Refuse(options.ContinuationToken is not null, nameof(options.ContinuationToken));
    }

    /// <summary>Finds what a result has beside text; null where there is nothing.</summary>
    private static AIContent? FindInResult(AIContent content) => (content as FunctionResultContent)?.Result switch
    {
        TextContent => null,
        AIContent other => other,
        IEnumerable<AIContent> contents => contents.FirstOrDefault(part => part is not TextContent),
        _ => null,
    };

    private static void Refuse(AIContent? content)
    {
        if (content is not null)
        {
            throw new UnsupportedRequestException($"The local model takes text, calls and results only, but a message has {content.GetType().Name}.");
        }
    }

    private static void Refuse(bool isAsked, string property)
    {
        if (isAsked)
        {
            throw new UnsupportedRequestException($"The local model does not support ChatOptions.{property}.");
        }
    }
}
