using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace HybridInference.LoopbackServer.Ollama;

/// <summary>A server on 127.0.0.1 that answers Ollama's <c>/api/chat</c>: one JSON object, or one in each line of a stream.</summary>
/// <remarks>It never listens on another interface and never calls anything. Thread-safe.</remarks>
public sealed class LoopbackOllamaServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<JsonElement> _requests = new();
    private readonly WebApplication _app;
    private readonly Func<JsonElement, LoopbackReply> _respond;

    private LoopbackOllamaServer(Func<JsonElement, LoopbackReply> respond)
    {
        _respond = respond;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Gets the address for a client.</summary>
    public Uri Endpoint => new(_app.Urls.Single());

    /// <summary>Gets the bodies of the requests in the order of their arrival.</summary>
    public IReadOnlyList<JsonElement> Requests => [.. _requests];

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="respond">Says what answers a request; of the reply, what has no place in this protocol is left out.</param>
    public static async Task<LoopbackOllamaServer> StartAsync(Func<JsonElement, LoopbackReply> respond, CancellationToken cancellationToken = default)
    {
        var server = new LoopbackOllamaServer(respond);
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path != "/api/chat")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        JsonElement request = document.RootElement.Clone();
        _requests.Enqueue(request);
        LoopbackReply reply = _respond(request);
        context.Response.StatusCode = reply.StatusCode;
        bool streams = request.TryGetProperty("stream", out JsonElement stream) && stream.ValueKind == JsonValueKind.True;
        context.Response.ContentType = streams ? "application/x-ndjson" : "application/json";
        foreach (byte[] line in OllamaJson.Lines(reply, streams))
        {
            await context.Response.Body.WriteAsync(line, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
