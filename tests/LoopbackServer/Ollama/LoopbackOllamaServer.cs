using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace HybridInference.LoopbackServer.Ollama;

/// <summary>
/// A server on 127.0.0.1 that answers Ollama's <c>/api/chat</c>, one JSON object, or one in each line of a stream, and tells of its models by
/// <c>/api/show</c>, <c>/api/tags</c> and <c>/api/ps</c>.
/// </summary>
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
        // As in LoopbackOpenAIServer: a reset must not overtake what was flushed before it.
        builder.Services.Configure<SocketTransportOptions>(static sockets => sockets.MaxWriteBufferSize = 1);
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Gets the address for a client.</summary>
    public Uri Endpoint => new(_app.Urls.Single());

    /// <summary>Gets or sets the models that the server has. Requests for others are answered with the status 404.</summary>
    public IReadOnlyList<LoopbackOllamaModel> Models { get; set; } = [new("test:latest")];

    /// <summary>Gets or sets the status of everything that is not a chat, 200 for an answer.</summary>
    public int LookStatusCode { get; set; } = 200;

    /// <summary>Gets the bodies of the requests to chat in the order of their arrival.</summary>
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
        using JsonDocument? document = HttpMethods.IsPost(context.Request.Method)
            ? await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted)
            : null;
        LoopbackOllamaModel? model = document is null ? null : FindModel(document.RootElement.GetProperty("model").GetString()!);
        (LoopbackReply reply, IEnumerable<byte[]> lines) = (context.Request.Path.Value, model) switch
        {
            ("/api/tags", _) => Look(OllamaJson.Tags(Models)),
            ("/api/ps", _) => Look(OllamaJson.Running(Models)),
            ("/api/show", { } shown) => Look(OllamaJson.Show(shown)),
            ("/api/chat", { }) => Chat(document!.RootElement.Clone()),
            _ => Fail(StatusCodes.Status404NotFound),
        };
        await WriteAsync(context, reply, [.. lines]);
    }

    private LoopbackOllamaModel? FindModel(string name) => Models.FirstOrDefault(model => model.Name == name || model.Name == name + ":latest");

    private (LoopbackReply Reply, IEnumerable<byte[]> Lines) Look(byte[] body) =>
        LookStatusCode == StatusCodes.Status200OK ? (new(), [body]) : Fail(LookStatusCode);

    private static (LoopbackReply Reply, IEnumerable<byte[]> Lines) Fail(int statusCode)
    {
        var reply = new LoopbackReply { StatusCode = statusCode };
        return (reply, OllamaJson.Lines(reply, stream: false));
    }

    private (LoopbackReply Reply, IEnumerable<byte[]> Lines) Chat(JsonElement request)
    {
        _requests.Enqueue(request);
        LoopbackReply reply = _respond(request);
        return (reply, OllamaJson.Lines(reply, !request.TryGetProperty("stream", out JsonElement stream) || stream.ValueKind != JsonValueKind.False));
    }

    private static async Task WriteAsync(HttpContext context, LoopbackReply reply, byte[][] lines)
    {
        context.Response.StatusCode = reply.StatusCode;
        context.Response.ContentType = lines.Length > 1 ? "application/x-ndjson" : "application/json";
        for (int sent = reply.Fault is { IsBeforeHeaders: true } ? -1 : 0; sent < lines.Length; sent++)
        {
            if (reply.Fault is { } fault && fault.AfterChunks == sent)
            {
                await FailAsync(context, fault.Kind);
                return;
            }

            await context.Response.Body.WriteAsync(lines[sent], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static async Task FailAsync(HttpContext context, LoopbackFaultKind kind)
    {
        switch (kind)
        {
            case LoopbackFaultKind.Abort:
                context.Abort();
                break;
            case LoopbackFaultKind.Hang:
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            default:
                await context.Response.Body.WriteAsync(OllamaJson.Broken(kind), context.RequestAborted);
                break;
        }
    }
}
