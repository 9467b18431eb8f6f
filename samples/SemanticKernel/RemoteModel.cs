using System.Text.Json;
using HybridInference.LoopbackServer;

namespace HybridInference.Samples.SemanticKernel;

/// <summary>The script of the remote model, a server on this machine: it calls the first function for two cities, then says what it was told.</summary>
internal static class RemoteModel
{
    public static LoopbackReply Respond(LoopbackRequest request)
    {
        string[] results = [.. request.Messages.Where(message => message.Role == "tool").Select(message => message.Text)];
        return results.Length > 0 ? LoopbackReply.Text($"Rome has {results[0]} degrees and Oslo {results[1]}.")
            : request.Json.TryGetProperty("tools", out JsonElement tools) ? Call(tools[0].GetProperty("function").GetProperty("name").GetString()!)
            : LoopbackOpenAIServer.Simulate(request);
    }

    private static LoopbackReply Call(string function) => new()
    {
        ToolCalls = [new("call-1", function, """{"city":"Rome"}"""), new("call-2", function, """{"city":"Oslo"}""")],
        FinishReason = "tool_calls",
        Usage = new(PromptTokens: 40, CompletionTokens: 12),
    };
}
