using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Visits every text of a request that a provider could send on, whatever its role or kind.</summary>
/// <remarks>
/// Bytes of images, audio and documents are not text and are not visited; their names and addresses are. Content of a kind not
/// known here is visited as JSON, and when it has no JSON contract the visit throws: what cannot be read counts as private.
/// </remarks>
internal sealed class RequestText(RawRepresentations rawRepresentations, ITextVisitor visitor)
{
    private string? _lastText;
    private Dictionary<string, string>? _calls;

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
        UnreadableParts += message.GetType() == typeof(ChatMessage) ? 0 : 1;
        Visit(message.AuthorName);
        Visit(message.MessageId);
        VisitProperties(message.AdditionalProperties);
        VisitRaw(message.RawRepresentation, canDoWithout: true);
        VisitContents(message.Contents);
        VisitTogether(message.Contents);
    }

    private void VisitContents(IList<AIContent> contents)
    {
        for (int i = 0; i < contents.Count; i++)
        {
            AIContent content = contents[i];
            VisitContent(content);
            VisitAnnotations(content);
            VisitProperties(content.AdditionalProperties);
            VisitRaw(content.RawRepresentation, content.RawRepresentation is null || RawRepresentations.CanDoWithout(content));
        }
    }

    /// <summary>Visits what a provider that joins texts would make of several, and the seam with the text before: it may be the question to which this is the answer.</summary>
    private void VisitTogether(IList<AIContent> contents)
    {
        int count = 0;
        string? first = null;
        string? last = null;
        for (int i = 0; i < contents.Count; i++)
        {
            if (contents[i] is TextContent { Text: { Length: > 0 } text })
            {
                count++;
                first ??= text;
                last = text;
            }
        }

        if (count > 1)
        {
            visitor.VisitTogether(TextSeam.Join(contents));
        }

        TextSeam.Visit(visitor, _lastText, first);
        _lastText = last ?? _lastText;
    }

    private void VisitContent(AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                Visit(text.Text);
                break;
            case FunctionCallContent call when IsExactly<FunctionCallContent>(call):
                VisitCall(call);
                break;
            case FunctionResultContent result when IsExactly<FunctionResultContent>(result):
                VisitResult(result);
                break;
            case DataContent data when IsExactly<DataContent>(data):
                VisitData(data);
                break;
            case UsageContent usage when IsExactly<UsageContent>(usage):
                VisitNames(usage.Details.AdditionalCounts?.Keys);
                break;
            default:
                JsonVisitor.Visit(ContentText.OfContent(content), visitor);
                break;
        }
    }

    /// <summary>A derived type may hold more than is known here.</summary>
    private static bool IsExactly<T>(AIContent content) => content.GetType() == typeof(T);

    private void VisitCall(FunctionCallContent call)
    {
        (_calls ??= new(StringComparer.Ordinal))[call.CallId] = call.Name;
        Visit(call.Name);
        Visit(call.CallId);
        JsonVisitor.Visit(ContentText.OfArguments(call), visitor);
    }

    private void VisitResult(FunctionResultContent result)
    {
        Visit(result.CallId);
        VisitValue(result.Result, _calls?.GetValueOrDefault(result.CallId));
    }

    private void VisitAnnotations(AIContent content)
    {
        for (int i = 0; i < content.Annotations?.Count; i++)
        {
            JsonVisitor.Visit(ContentText.OfAnnotation(content.Annotations[i]), visitor);
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
            JsonVisitor.Visit(json, visitor);
        }
        else
        {
            UnreadableParts += canDoWithout ? 0 : 1;
        }
    }

    private void VisitData(DataContent data)
    {
        Visit(data.Name);
        string? text = AttachmentKind.ReadText(data);
        UnreadableParts += text is null && AttachmentKind.IsText(data) ? 1 : 0;
        if (AttachmentKind.IsJson(data) && text is not null)
        {
            JsonVisitor.Visit(text, visitor);
        }
        else
        {
            Visit(text);
        }
    }

    private void VisitTool(AITool tool)
    {
        Visit(tool.Name);
        Visit(tool.Description);
        switch (tool)
        {
            case AIFunctionDeclaration function:
                VisitSchema(function.JsonSchema);
                VisitSchema(function.ReturnJsonSchema);
                break;
            case HostedCodeInterpreterTool { Inputs: { } files }:
                VisitContents(files);
                break;
            case HostedFileSearchTool { Inputs: { } files }:
                VisitContents(files);
                break;
            case HostedMcpServerTool server:
                Visit(server.ServerName);
                Visit(server.ServerDescription);
                break;
        }

        foreach ((string name, object? value) in tool.AdditionalProperties)
        {
            Visit(name);
            Visit(value as string);
        }
    }

    private void VisitResponseFormat(ChatResponseFormatJson? format)
    {
        Visit(format?.SchemaName);
        Visit(format?.SchemaDescription);
        VisitSchema(format?.Schema);
    }

    /// <summary>The names in a schema say what a value will be, not what the text beside them is.</summary>
    private void VisitSchema(JsonElement? schema)
    {
        if (schema is { } json)
        {
            JsonVisitor.Visit(json, visitor.Visit);
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
                VisitValue(property.Value is RoutingDecision ? null : property.Value, property.Key);
            }
        }
    }

    private void VisitValue(object? value, string? name)
    {
        if (value is string text)
        {
            Visit(text);
            TextSeam.VisitNamed(visitor, name ?? "", text);
        }
        else if (value is not null)
        {
            JsonVisitor.Visit(ContentText.OfValue(value), visitor, name);
        }
    }

    private void VisitNames(IEnumerable<string>? names)
    {
        foreach (string name in names ?? [])
        {
            Visit(name);
        }
    }

    private void Visit(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            visitor.Visit(text);
        }
    }
}
