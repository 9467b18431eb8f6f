using System.Text.Json;
using HybridInference.LocalModels.Prompting.Templates;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>What a chat template does with tools. Found out by rendering some: what it writes is what it supports.</summary>
/// <param name="RendersTools">Whether it tells the model of the tools of a request.</param>
/// <param name="RendersCalls">Whether it writes the calls that the model has made, or refuses them loudly.</param>
/// <param name="RendersResults">Whether it writes what they gave.</param>
internal sealed record ToolSupport(bool RendersTools, bool RendersCalls, bool RendersResults)
{
    private const string Tool = "probe_of_tool";
    private const string Call = "probe_of_call";
    private const string SecondCall = "probe_of_second";
    private const string Result = "probe_of_result";

    /// <summary>Gets a value indicating whether it writes all calls of a message, or refuses several loudly, rather than only the first.</summary>
    public bool RendersSeveralCalls { get; init; } = true;

    /// <summary>Probes a template.</summary>
    public static ToolSupport Probe(Func<ChatTemplateInput, string> render)
    {
        using JsonDocument tool = JsonDocument.Parse(
            $$$"""{"type": "function", "function": {"name": "{{{Tool}}}", "description": "", "parameters": {"type": "object", "properties": {} } } }""");
        using JsonDocument arguments = JsonDocument.Parse("{}");
        ChatTemplateMessage question = new(ChatRole.User.Value, "x");
        ChatTemplateMessage call = new(ChatRole.Assistant.Value, "") { ToolCalls = [new("abcdefghi", Call, arguments.RootElement)] };
        ChatTemplateMessage result = new(ChatRole.Tool.Value, Result) { ToolCallId = "abcdefghi", Name = Call };
        string? asked = Render(render, new ChatTemplateInput { Messages = [question], Tools = [tool.RootElement] });
        string? answered = Render(render, new ChatTemplateInput { Messages = [question, call, result], Tools = [tool.RootElement] });
        ChatTemplateMessage calls = call with { ToolCalls = [call.ToolCalls[0], new("abcdefghj", SecondCall, arguments.RootElement)] };
        string? several = Render(render, new ChatTemplateInput { Messages = [question, calls, result], Tools = [tool.RootElement] });
        return new ToolSupport(Has(asked, Tool), answered is null || Has(answered, Call), Has(answered, Result))
        {
            RendersSeveralCalls = !Has(several, Call) || Has(several, SecondCall),
        };
    }

    private static bool Has(string? prompt, string probe) => prompt?.Contains(probe, StringComparison.Ordinal) == true;

    private static string? Render(Func<ChatTemplateInput, string> render, ChatTemplateInput input)
    {
        try
        {
            return render(input);
        }
        catch (ChatTemplateException)
        {
            return null;
        }
    }
}
