using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Replaces parts of the names of attachments, and of what is in those that are text.</summary>
internal sealed class AttachmentRewriter(TextRewriter text)
{
    private readonly JsonRewriter _json = new(text);

    /// <summary>Returns the same object when nothing changes.</summary>
    public DataContent Rewrite(DataContent data, bool mustCopy)
    {
        string? name = data.Name is null ? null : text.Rewrite(data.Name);
        ReadOnlyMemory<byte>? bytes = AttachmentKind.ReadText(data) is { } old ? RewriteText(old, AttachmentKind.IsJson(data)) : null;
        bool same = !mustCopy && bytes is null && ReferenceEquals(name, data.Name);
        return same ? data : new DataContent(bytes ?? data.Data, data.MediaType) { Name = name };
    }

    /// <summary>Returns the new bytes, or <see langword="null"/> when they stay.</summary>
    private ReadOnlyMemory<byte>? RewriteText(string old, bool isJson)
    {
        string rewritten = isJson ? RewriteJson(old) : text.Rewrite(old);
        return ReferenceEquals(old, rewritten) ? null : Encoding.UTF8.GetBytes(rewritten);
    }

    private string RewriteJson(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement rewritten = _json.Rewrite(document.RootElement, out bool changed);
            return changed ? rewritten.GetRawText() : json;
        }
        catch (JsonException)
        {
            return text.Rewrite(json);
        }
    }
}
