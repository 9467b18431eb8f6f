using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Replaces parts of the texts in values of any type, as a provider would see them.</summary>
internal sealed class ValueRewriter(TextRewriter text)
{
    private readonly JsonRewriter _json = new(text);

    /// <summary>Returns the same object when nothing changes, otherwise a string or a <see cref="JsonElement"/>.</summary>
    /// <exception cref="NotSupportedException">The type has no JSON contract.</exception>
    public object? Rewrite(object? value) => value switch
    {
        null or bool or RoutingDecision or RoutingChoice => value,
        string part => text.Rewrite(part),
        _ => _json.Rewrite(ContentText.OfValue(value), out bool changed) is var element && changed ? element : value,
    };

    public JsonElement Rewrite(JsonElement element, out bool changed) => _json.Rewrite(element, out changed);

    /// <summary>Returns the same object when nothing changes.</summary>
    /// <exception cref="NotSupportedException">A type has no JSON contract.</exception>
    public IDictionary<string, object?>? Rewrite(IDictionary<string, object?>? values) =>
        values is not null && TryRewrite(values, out Dictionary<string, object?> rewritten) ? rewritten : values;

    /// <summary>Returns the same object when nothing changes.</summary>
    /// <exception cref="NotSupportedException">A type has no JSON contract.</exception>
    public AdditionalPropertiesDictionary? Rewrite(AdditionalPropertiesDictionary? values) =>
        values is not null && TryRewrite(values, out Dictionary<string, object?> rewritten) ? new(rewritten) : values;

    private bool TryRewrite(IDictionary<string, object?> values, out Dictionary<string, object?> rewritten)
    {
        bool changed = false;
        rewritten = new(values.Count);
        foreach ((string name, object? value) in values)
        {
            string newName = text.Rewrite(name);
            object? newValue = Rewrite(value);
            changed |= !ReferenceEquals(newName, name) || !ReferenceEquals(newValue, value);
            if (!rewritten.TryAdd(newName, newValue))
            {
                text.Refuse();
            }
        }

        return changed;
    }
}
