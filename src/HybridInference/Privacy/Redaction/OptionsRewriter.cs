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
        bool changed = Set(options.Instructions, text.Rewrite, value => copy.Instructions = value);
        changed |= Set(options.AdditionalProperties, _values.Rewrite, value => copy.AdditionalProperties = value);
        changed |= Set(options.ResponseFormat as ChatResponseFormatJson, Rewrite, value => copy.ResponseFormat = value);
        changed |= Set(options.StopSequences, items => Rewrite(items, text.Rewrite), value => copy.StopSequences = value);
        changed |= Set(options.Tools, items => Rewrite(items, _tools.Rewrite), value => copy.Tools = value);
        return changed ? copy : options;
    }

    /// <summary>Sets what changes; what does not stays the clone's own.</summary>
    private static bool Set<T>(T? old, Func<T, T?> rewrite, Action<T> set)
        where T : class
    {
        T? rewritten = old is null ? null : rewrite(old);
        if (rewritten is null || ReferenceEquals(old, rewritten))
        {
            return false;
        }

        set(rewritten);
        return true;
    }

    private static IList<T> Rewrite<T>(IList<T> items, Func<T, T> rewrite)
        where T : class
    {
        List<T>? copies = null;
        for (int i = 0; i < items.Count; i++)
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
