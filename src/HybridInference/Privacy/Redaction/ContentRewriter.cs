using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Replaces parts of the texts in content of any kind. What changes is a copy without raw representation and annotations.</summary>
internal sealed class ContentRewriter(TextRewriter text)
{
    private readonly ValueRewriter _values = new(text);
    private readonly AttachmentRewriter _attachments = new(text);

    /// <summary>Returns the same object when nothing changes.</summary>
    /// <param name="content">The content.</param>
    /// <param name="mustCopy">Whether a copy is needed because the raw representation must go.</param>
    /// <exception cref="NotSupportedException">A value has no JSON contract.</exception>
    public AIContent Rewrite(AIContent content, bool mustCopy = false)
    {
        AdditionalPropertiesDictionary? properties = _values.Rewrite(content.AdditionalProperties);
        mustCopy |= !ReferenceEquals(properties, content.AdditionalProperties);
        AIContent copy = content switch
        {
            TextContent or TextReasoningContent or ErrorContent => RewriteText(content, mustCopy),
            FunctionCallContent call => Rewrite(call, mustCopy),
            FunctionResultContent result => Rewrite(result, mustCopy),
            DataContent data => _attachments.Rewrite(data, mustCopy),
            UriContent uri => Rewrite(uri, mustCopy),
            HostedFileContent file => Rewrite(file, mustCopy),
            UsageContent => content,
            _ => Keep(content, mustCopy),
        };
        if (!ReferenceEquals(copy, content))
        {
            copy.AdditionalProperties = properties;
        }

        return copy;
    }

    private AIContent RewriteText(AIContent content, bool mustCopy)
    {
        switch (content)
        {
            case TextContent plain:
                string said = text.Rewrite(plain.Text);
                return mustCopy || !ReferenceEquals(said, plain.Text) ? new TextContent(said) : content;
            case TextReasoningContent reasoning:
                text.Keep(reasoning.ProtectedData);
                string thought = text.Rewrite(reasoning.Text);
                bool same = !mustCopy && ReferenceEquals(thought, reasoning.Text);
                return same ? content : new TextReasoningContent(thought) { ProtectedData = reasoning.ProtectedData };
            default:
                return Rewrite((ErrorContent)content, mustCopy);
        }
    }

    private ErrorContent Rewrite(ErrorContent error, bool mustCopy)
    {
        text.Keep(error.ErrorCode);
        string message = text.Rewrite(error.Message);
        string? details = error.Details is null ? null : text.Rewrite(error.Details);
        bool same = !mustCopy && ReferenceEquals(message, error.Message) && ReferenceEquals(details, error.Details);
        return same ? error : new ErrorContent(message) { ErrorCode = error.ErrorCode, Details = details };
    }

    private FunctionCallContent Rewrite(FunctionCallContent call, bool mustCopy)
    {
        text.Keep(call.Name);
        text.Keep(call.CallId);
        IDictionary<string, object?>? arguments = _values.Rewrite(call.Arguments);
        bool same = !mustCopy && ReferenceEquals(arguments, call.Arguments);
        return same ? call : new FunctionCallContent(call.CallId, call.Name, arguments) { InformationalOnly = call.InformationalOnly };
    }

    private FunctionResultContent Rewrite(FunctionResultContent result, bool mustCopy)
    {
        text.Keep(result.CallId);
        object? value = _values.Rewrite(result.Result);
        return mustCopy || !ReferenceEquals(value, result.Result) ? new FunctionResultContent(result.CallId, value) : result;
    }

    private UriContent Rewrite(UriContent content, bool mustCopy)
    {
        text.Keep(content.MediaType);
        string old = content.Uri.OriginalString;
        string address = text.Rewrite(old);
        if (!mustCopy && ReferenceEquals(address, old))
        {
            return content;
        }

        if (Uri.TryCreate(address, UriKind.RelativeOrAbsolute, out Uri? uri))
        {
            return new UriContent(uri, content.MediaType);
        }

        text.Refuse();
        return content;
    }

    private HostedFileContent Rewrite(HostedFileContent file, bool mustCopy)
    {
        text.Keep(file.FileId);
        string? name = file.Name is null ? null : text.Rewrite(file.Name);
        bool same = !mustCopy && ReferenceEquals(name, file.Name);
        return same ? file : new HostedFileContent(file.FileId) { Name = name, MediaType = file.MediaType };
    }

    /// <summary>Content of another kind cannot be copied, so nothing in it may have to change.</summary>
    private AIContent Keep(AIContent content, bool mustCopy)
    {
        if (mustCopy)
        {
            text.Refuse();
        }

        JsonVisitor.Visit(ContentText.OfContent(content), text.Keep);
        return content;
    }
}
