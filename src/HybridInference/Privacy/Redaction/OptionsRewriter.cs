using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Replaces parts of the texts in chat options. What changes is a clone; names by which a provider or a tool is called never change.</summary>
internal sealed class OptionsRewriter(TextRewriter text)
{
    private readonly ToolRewriter _tools = new(text);
    private readonly ValueRewriter _values = new(text);

    /// <summary>Returns the same object when nothing changes.</summary>
    /// <exception cref="NotSupportedException">A value has no JSON contract.</exception>
    public ChatOptions? Rewrite(ChatOptions? options)
    {
        if (options is null)
        {
            return null;
        }

        text.Keep(options.ModelId);
        text.Keep(options.ConversationId);
        text.Keep((options.ToolMode as RequiredChatToolMode)?.RequiredFunctionName);
        ChatOptions copy = options.Clone();
        copy.Instructions = options.Instructions is null ? null : text.Rewrite(options.Instructions);
        copy.AdditionalProperties = _values.Rewrite(options.AdditionalProperties);
        copy.ResponseFormat = options.ResponseFormat is ChatResponseFormatJson json ? Rewrite(json) : options.ResponseFormat;
        copy.StopSequences = Rewrite(options.StopSequences, text.Rewrite);
        copy.Tools = Rewrite(options.Tools, _tools.Rewrite);
        return IsSame(options, copy) ? options : copy;
    }

    private static bool IsSame(ChatOptions options, ChatOptions copy) =>
        ReferenceEquals(options.Instructions, copy.Instructions)
        && ReferenceEquals(options.AdditionalProperties, copy.AdditionalProperties)
        && ReferenceEquals(options.ResponseFormat, copy.ResponseFormat)
        && ReferenceEquals(options.StopSequences, copy.StopSequences)
        && ReferenceEquals(options.Tools, copy.Tools);

    private static IList<T>? Rewrite<T>(IList<T>? items, Func<T, T> rewrite)
        where T : class
    {
        List<T>? copies = null;
        for (int i = 0; i < items?.Count; i++)
        {
            T rewritten = rewrite(items[i]);
            if (!ReferenceEquals(rewritten, items[i]))
            {
                copies ??= [.. items];
                copies[i] = rewritten;
            }
        }

        return copies ?? items;
    }

    private ChatResponseFormatJson Rewrite(ChatResponseFormatJson format)
    {
        text.Keep(format.SchemaName);
        string? description = format.SchemaDescription is null ? null : text.Rewrite(format.SchemaDescription);
        bool changed = false;
        JsonElement? schema = format.Schema is { } old ? _tools.RewriteSchema(old, out changed) : null;
        bool same = !changed && ReferenceEquals(description, format.SchemaDescription);
        return same ? format : new ChatResponseFormatJson(schema, format.SchemaName, description);
    }
}
