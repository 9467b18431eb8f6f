using System.Text.Json;
using HybridInference.LocalModels.Prompting.Templates;

namespace HybridInference.LocalModels;

/// <summary>A call that the assistant makes.</summary>
internal sealed record ChatTemplateToolCall(string Id, string Name, JsonElement Arguments)
{
    /// <summary>Makes the template's value, in OpenAI's form.</summary>
    public MapValue ToValue(bool writesArguments)
    {
        MapValue function = new();
        function.Set("name", Name);
        function.Set("arguments", writesArguments ? JsonText.Write(Arguments) : JsonValues.From(Arguments));
        MapValue call = new();
        call.Set("id", Id);
        call.Set("type", "function");
        call.Set("function", function);
        return call;
    }
}
