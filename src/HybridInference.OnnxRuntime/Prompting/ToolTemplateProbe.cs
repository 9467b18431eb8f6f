using System.Text.Json;
using HybridInference.OnnxRuntime.Prompting.Templates;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime;

/// <summary>Finds out what a chat template does with tools by rendering some: what it writes is what it supports.</summary>
internal static class ToolTemplateProbe
{
    private const string Name = "probe_of_tools";

    /// <summary>Gets whether the template writes the tools of a request.</summary>
    public static bool RendersTools(ChatTemplate template)
    {
        using JsonDocument tool = JsonDocument.Parse(
            $$$"""{"type": "function", "function": {"name": "{{{Name}}}", "description": "", "parameters": {"type": "object", "properties": {} } } }""");
        return Render(template, new ChatTemplateInput { Messages = [User], Tools = [tool.RootElement] });
    }

    private static ChatTemplateMessage User => new(ChatRole.User.Value, "x");

    private static bool Render(ChatTemplate template, ChatTemplateInput input)
    {
        try
        {
            return template.Render(input).Contains(Name, StringComparison.Ordinal);
        }
        catch (ChatTemplateException)
        {
            return false;
        }
    }
}
