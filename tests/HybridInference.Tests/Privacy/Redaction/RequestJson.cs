using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy.Redaction;

/// <summary>Writes everything of a request that a provider could send, text attachments decoded.</summary>
internal static class RequestJson
{
    private static readonly JsonSerializerOptions Relaxed = new(AIJsonUtilities.DefaultOptions) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var text = new StringBuilder(JsonSerializer.Serialize(messages, Relaxed));
        text.Append(JsonSerializer.Serialize(options, Relaxed));
        foreach (AITool tool in options?.Tools ?? [])
        {
            text.Append(tool.Name).Append(tool.Description).Append((tool as AIFunctionDeclaration)?.JsonSchema.GetRawText());
        }

        foreach (DataContent data in messages.SelectMany(message => message.Contents).OfType<DataContent>())
        {
            text.Append(Encoding.UTF8.GetString(data.Data.Span));
        }

        return text.ToString();
    }
}
