using Microsoft.AspNetCore.Http;

namespace HybridInference.LoopbackServer.Wire;

/// <summary>Carries out the script of one reply.</summary>
internal sealed class ReplyWriter(
    HttpContext context, LoopbackRequest request, LoopbackReply reply, TimeProvider timeProvider, CancellationToken cancellationToken)
{
    public async Task<LoopbackOutcome> WriteAsync(string id)
    {
        await DelayAsync(reply.DelayBeforeHeaders);
        if (reply.Fault is { IsBeforeHeaders: true } fault)
        {
            return await FailAsync(fault.Kind);
        }

        await SendHeadersAsync();
        await DelayAsync(reply.DelayBeforeFirstChunk);

        var sent = 0;
        foreach (var part in ReplyParts.Of(reply, request, id))
        {
            if (IsFaultAfter(sent))
            {
                return await FailAsync(reply.Fault!.Kind);
            }

            await DelayAsync(sent == 0 ? TimeSpan.Zero : reply.DelayBetweenChunks);
            await SendAsync(part);
            sent++;
        }

        return LoopbackOutcome.Replied;
    }

    // The body of a reply that is not streamed has two parts: any number of chunks means its middle.
    private bool IsFaultAfter(int parts) =>
        reply.Fault is { } fault && parts == (request.Stream ? fault.AfterChunks : Math.Min(fault.AfterChunks, 1));

    private async Task SendHeadersAsync()
    {
        var response = context.Response;
        response.StatusCode = reply.StatusCode;
        response.ContentType = request.Stream && reply.StatusCode == 200 ? "text/event-stream" : "application/json";
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        await response.StartAsync(cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var size = reply.BytesPerWrite > 0 ? reply.BytesPerWrite : Math.Max(bytes.Length, 1);
        for (var start = 0; start < bytes.Length; start += size)
        {
            await context.Response.Body.WriteAsync(bytes[start..Math.Min(start + size, bytes.Length)], cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
        }
    }

    private async Task<LoopbackOutcome> FailAsync(LoopbackFaultKind kind)
    {
        switch (kind)
        {
            case LoopbackFaultKind.Abort:
                context.Abort();
                break;
            case LoopbackFaultKind.Hang:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            default:
                await SendAsync(ReplyParts.Of(kind, request.Stream));
                break;
        }

        return LoopbackOutcome.Faulted;
    }

    private Task DelayAsync(TimeSpan delay) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, timeProvider, cancellationToken) : Task.CompletedTask;
}
