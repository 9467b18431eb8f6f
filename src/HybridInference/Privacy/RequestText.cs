using System.Text;
using System.Text.Unicode;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Visits every text of a request that a provider could send on, whatever its role or kind.</summary>
/// <remarks>
/// Bytes of images, audio and documents are not text and are not visited; their names and addresses are. Content of a kind not
/// known here is visited as JSON, and when it has no JSON contract the visit throws: what cannot be read counts as private.
/// </remarks>
internal sealed class RequestText(RawRepresentations rawRepresentations, Action<string> visit)
{
    /// <summary>Gets how many parts of the request could not be read since this was last set to zero.</summary>
    public int UnreadableParts { get; set; }

    public void VisitOptions(ChatOptions? options)
    {
        if (options is null)
        {
            return;
        }

        UnreadableParts += options.RawRepresentationFactory is null ? 0 : 1;
        Visit(options.Instructions);
        Visit(options.ModelId);
        Visit(options.ConversationId);
        Visit((options.ToolMode as RequiredChatToolMode)?.RequiredFunctionName);
        VisitProperties(options.AdditionalProperties, TargetOptions.IsOwn);
        VisitResponseFormat(options.ResponseFormat as ChatResponseFormatJson);
        for (int i = 0; i < options.StopSequences?.Count; i++)
        {
            Visit(options.StopSequences[i]);
        }

        for (int i = 0; i < options.Tools?.Count; i++)
        {
            VisitTool(options.Tools[i]);
        }
    }

    public void VisitMessage(ChatMessage message)
    {
        Visit(message.AuthorName);
        Visit(message.MessageId);
        VisitProperties(message.AdditionalProperties);
        VisitRaw(message.RawRepresentation, canDoWithout: true);
        for (int i = 0; i < message.Contents.Count; i++)
        {
            AIContent content = message.Contents[i];
            VisitContent(content);
            VisitProperties(content.AdditionalProperties);
            VisitRaw(content.RawRepresentation, content.RawRepresentation is null || RawRepresentations.CanDoWithout(content));
        }
    }

    private void VisitContent(AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                Visit(text.Text);
                break;
            case FunctionCallContent call:
                Visit(call.Name);
                Visit(call.CallId);
                JsonVisitor.Visit(ContentText.OfArguments(call), visit);
                break;
            case FunctionResultContent result:
                Visit(result.CallId);
                VisitValue(result.Result);
                break;
            case DataContent data:
                VisitData(data);
                break;
            case UsageContent:
                break;
            default:
                JsonVisitor.Visit(ContentText.OfContent(content), visit);
                break;
        }
    }

    private void VisitRaw(object? raw, bool canDoWithout)
    {
        if (raw is null)
        {
            return;
        }

        if (rawRepresentations.ReadJson(raw) is { } json)
        {
            JsonVisitor.Visit(json, visit);
        }
        else
        {
            UnreadableParts += canDoWithout ? 0 : 1;
        }
    }

    private void VisitData(DataContent data)
    {
        Visit(data.Name);
        if (AttachmentKind.IsText(data))
        {
            VisitBytes(data.Data.Span, AttachmentKind.IsJson(data));
        }
    }

    /// <summary>Only UTF-8 is read: in any other encoding, private text would look like something else.</summary>
    private void VisitBytes(ReadOnlySpan<byte> bytes, bool isJson)
    {
        if (bytes.Contains((byte)0) || !Utf8.IsValid(bytes))
        {
            UnreadableParts++;
        }
        else if (isJson)
        {
            JsonVisitor.Visit(Encoding.UTF8.GetString(bytes), visit);
        }
        else
        {
            Visit(Encoding.UTF8.GetString(bytes));
        }
    }

    private void VisitTool(AITool tool)
    {
        Visit(tool.Name);
        Visit(tool.Description);
        if (tool is AIFunctionDeclaration function)
        {
            JsonVisitor.Visit(function.JsonSchema, visit);
        }
    }

    private void VisitResponseFormat(ChatResponseFormatJson? format)
    {
        Visit(format?.SchemaName);
        Visit(format?.SchemaDescription);
        if (format?.Schema is { } schema)
        {
            JsonVisitor.Visit(schema, visit);
        }
    }

    private void VisitProperties(AdditionalPropertiesDictionary? properties, Func<string, bool>? isLeftOut = null)
    {
        if (properties is null)
        {
            return;
        }

        foreach (KeyValuePair<string, object?> property in properties)
        {
            if (isLeftOut?.Invoke(property.Key) != true)
            {
                Visit(property.Key);
                VisitValue(property.Value is RoutingDecision ? null : property.Value);
            }
        }
    }

    private void VisitValue(object? value)
    {
        if (value is string text)
        {
            Visit(text);
        }
        else if (value is not null)
        {
            JsonVisitor.Visit(ContentText.OfValue(value), visit);
        }
    }

    private void Visit(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            visit(text);
        }
    }
}
