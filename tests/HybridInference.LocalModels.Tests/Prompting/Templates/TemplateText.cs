using System.Text.Json;
using HybridInference.LocalModels.Prompting.Templates;

namespace HybridInference.LocalModels.Tests.Prompting.Templates;

/// <summary>Renders templates with variables that are written as JSON.</summary>
internal static class TemplateText
{
    private const string Sample = """
        {
          "d": {"b": 1, "a": 2.5, "c": null, "items": [1], "n": {"x": "y"}}, "l": [3, 1, 2], "s": "Hello World", "u": "héllo 👍 wörld",
          "e": "", "t": true, "f": false, "n": null, "num": 7, "fl": 2.5, "ml": "a\nb\n\nc", "ws": "  x y  z ", "nested": [[1, 2], [3, [4]]],
          "objs": [{"k": "b", "v": 1}, {"k": "a", "v": 2}, {"k": "b", "v": 3}, {"v": 4}],
          "messages": [
            {"role": "user", "content": "Hi"},
            {"role": "assistant", "content": "", "tool_calls": [
              {"id": "c1", "type": "function", "function": {"name": "add", "arguments": {"a": 1}}}]},
            {"role": "tool", "content": "2"}, {"role": "assistant", "content": "Two."}],
          "tools": [{"type": "function", "function": {"name": "add", "description": "Adds <numbers>.", "parameters": {
            "type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}, "required": ["a"]}}}]
        }
        """;

    /// <summary>Renders a template with variables of every kind.</summary>
    public static string RenderSample(string template) => Render(template, Sample);

    /// <summary>Renders a template at noon of 10 July 2025.</summary>
    public static string Render(string template, string variables = "{}")
    {
        using JsonDocument document = JsonDocument.Parse(variables);
        return Render(template, document.RootElement);
    }

    /// <summary>Renders a template at noon of 10 July 2025.</summary>
    public static string Render(string template, params JsonElement[] variables)
    {
        TemplateScope globals = new(outer: null);
        GlobalFunctions.AddTo(globals);
        foreach (JsonProperty variable in variables.SelectMany(variable => variable.EnumerateObject()))
        {
            globals.Set(variable.Name, JsonValues.From(variable.Value));
        }

        FixedTime time = new(new DateTimeOffset(2025, 7, 10, 12, 0, 0, TimeSpan.Zero));
        return ChatTemplate.Render(TemplateParser.Parse(template), globals, time);
    }
}
