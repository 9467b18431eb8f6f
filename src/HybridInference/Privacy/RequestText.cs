using System.Text;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Visits every text of a request that a provider could send on, whatever its role or kind.</summary>
/// <remarks>
/// Bytes of images, audio and documents are not text and are not visited; their names and addresses are. Content of a kind not
/// known here is visited as JSON, and when it has no JSON contract the visit throws: what cannot be read counts as private.
/// </remarks>
internal static class RequestText
{
    public static void VisitOptions(ChatOptions? options, Action<string> visit)
    {
        if (options is null)
        {
            return;
        }

        Visit(options.Instructions, visit);
        VisitProperties(options.AdditionalProperties, visit);
        VisitResponseFormat(options.ResponseFormat as ChatResponseFormatJson, visit);
        for (int i = 0; i < options.StopSequences?.Count; i++)
        {
            visit(options.StopSequences[i]);
        }

        for (int i = 0; i < options.Tools?.Count; i++)
        {
            VisitTool(options.Tools[i], visit);
        }
    }

    public static void VisitMessage(ChatMessage message, Action<string> visit)
    {
        Visit(message.AuthorName, visit);
        VisitProperties(message.AdditionalProperties, visit);
        for (int i = 0; i < message.Contents.Count; i++)
        {
            VisitContent(message.Contents[i], visit);
            VisitProperties(message.Contents[i].AdditionalProperties, visit);
        }
    }

    private static void VisitContent(AIContent content, Action<string> visit)
    {
        switch (content)
        {
            case TextContent text:
                Visit(text.Text, visit);
                break;
            case FunctionCallContent call:
                Visit(call.Name, visit);
                Visit(ContentText.OfArguments(call), visit);
                break;
            case FunctionResultContent result:
                Visit(ContentText.OfValue(result.Result), visit);
                break;
            case DataContent data:
                VisitData(data, visit);
                break;
            case UsageContent:
                break;
            default:
                visit(ContentText.OfContent(content));
                break;
        }
    }

    private static void VisitData(DataContent data, Action<string> visit)
    {
        Visit(data.Name, visit);
        if (IsText(data.MediaType))
        {
            visit(Encoding.UTF8.GetString(data.Data.Span));
        }
    }

    private static bool IsText(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase)
        || mediaType.EndsWith("xml", StringComparison.OrdinalIgnoreCase);

    private static void VisitTool(AITool tool, Action<string> visit)
    {
        Visit(tool.Name, visit);
        Visit(tool.Description, visit);
        if (tool is AIFunctionDeclaration function)
        {
            Visit(ContentText.OfValue(function.JsonSchema), visit);
        }
    }

    private static void VisitResponseFormat(ChatResponseFormatJson? format, Action<string> visit)
    {
        Visit(format?.SchemaName, visit);
        Visit(format?.SchemaDescription, visit);
        Visit(format?.Schema is { } schema ? ContentText.OfValue(schema) : null, visit);
    }

    private static void VisitProperties(AdditionalPropertiesDictionary? properties, Action<string> visit)
    {
        if (properties is null)
        {
            return;
        }

        foreach (KeyValuePair<string, object?> property in properties)
        {
            if (property.Value is not (RoutingDecision or RoutingChoice))
            {
                Visit(ContentText.OfValue(property.Value), visit);
            }
        }
    }

    private static void Visit(string? text, Action<string> visit)
    {
        if (!string.IsNullOrEmpty(text))
        {
            visit(text);
        }
    }
}
