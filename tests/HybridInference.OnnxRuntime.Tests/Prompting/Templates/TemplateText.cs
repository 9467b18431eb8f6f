using System.Text.Json;
using HybridInference.OnnxRuntime.Prompting.Templates;

namespace HybridInference.OnnxRuntime.Tests.Prompting.Templates;

/// <summary>Renders templates with variables that are written as JSON.</summary>
internal static class TemplateText
{
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
