using System.Text;

namespace HybridInference.LoopbackServer.Wire;

/// <summary>The bytes of a reply in the order in which they are sent. A fault falls between two parts.</summary>
internal static class ReplyParts
{
    public static IEnumerable<byte[]> Of(LoopbackReply reply, LoopbackRequest request, string id)
    {
        if (reply.StatusCode != 200)
        {
            return [Encoding.UTF8.GetBytes(reply.Body)];
        }

        var json = new CompletionJson(id, request.Model);
        return request.Stream ? Events(reply, request, json) : Halves(json.Completion(reply));
    }

    /// <summary>What a fault of the kind sends before it ends the reply.</summary>
    public static byte[] Of(LoopbackFaultKind fault, bool stream) => fault switch
    {
        LoopbackFaultKind.Malformed => Part("{\"id\": nonsense"u8, stream),
        LoopbackFaultKind.Error => Part(Encoding.UTF8.GetBytes(ErrorJson.Write("overloaded", "server_error", "Simulated error.")), stream),
        _ => [],
    };

    private static byte[][] Halves(byte[] body) => [body[..(body.Length / 2)], body[(body.Length / 2)..]];

    private static IEnumerable<byte[]> Events(LoopbackReply reply, LoopbackRequest request, CompletionJson json)
    {
        // The chunk with the role has no text and comes together with the first part.
        var role = Event(json.RoleChunk());
        foreach (var part in Content(reply, json).Concat(End(reply, request, json)))
        {
            yield return [.. role, .. part];
            role = [];
        }

        yield return [.. role, .. Event("[DONE]"u8)];
    }

    private static IEnumerable<byte[]> Content(LoopbackReply reply, CompletionJson json)
    {
        foreach (var chunk in reply.Chunks)
        {
            yield return Event(json.TextChunk(chunk));
        }

        if (reply.ToolCalls.Count > 0)
        {
            yield return Event(json.ToolCallsChunk(reply.ToolCalls));
        }
    }

    private static IEnumerable<byte[]> End(LoopbackReply reply, LoopbackRequest request, CompletionJson json)
    {
        var usage = request.WantsStreamedUsage ? reply.Usage : null;
        if (reply.FinishReason is { } finishReason)
        {
            yield return Event(json.FinishChunk(finishReason, reply.UsageWithFinishReason ? usage : null));
        }

        if (usage is not null && !reply.UsageWithFinishReason)
        {
            yield return Event(json.UsageChunk(usage));
        }
    }

    private static byte[] Part(ReadOnlySpan<byte> data, bool stream) => stream ? Event(data) : data.ToArray();

    private static byte[] Event(ReadOnlySpan<byte> data) => [.. "data: "u8, .. data, .. "\n\n"u8];
}
