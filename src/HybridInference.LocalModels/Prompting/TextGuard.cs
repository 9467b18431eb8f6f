using HybridInference.LocalModels.Prompting.Templates;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Keeps control tokens in the texts of one request from being tokens, by a mark within each that the tokenizer takes out again.</summary>
internal sealed class TextGuard(ControlTokens tokens, char mark)
{
    /// <summary>Gets the mark.</summary>
    public char Mark => mark;

    /// <summary>Makes the protected form of a template's value.</summary>
    public object? Protect(object? value) => Protect(value, isAssistant: false);

    private object? Protect(object? value, bool isAssistant)
    {
        switch (value)
        {
            case string text:
                return tokens.Protect(text, mark, isAssistant);
            case ListValue list:
                return new ListValue([.. list.Items.Select(item => Protect(item, isAssistant))], list.Kind);
            case MapValue map:
                bool isOfAssistant = isAssistant || (map.TryGet("role", out object? role) && role is string name && name == ChatRole.Assistant.Value);
                return new MapValue(map.Entries.Select(entry => KeyValuePair.Create(Protect(entry.Key, isOfAssistant)!, Protect(entry.Value, isOfAssistant))));
            default:
                return value;
        }
    }
}
