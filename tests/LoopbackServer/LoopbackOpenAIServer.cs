using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using HybridInference.LoopbackServer.Recording;
using HybridInference.LoopbackServer.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace HybridInference.LoopbackServer;

/// <summary>
/// A server on 127.0.0.1 that speaks OpenAI's chat completions protocol, fails as a script tells it to, and records every byte it
/// receives.
/// </summary>
/// <remarks>It never listens on another interface and never calls anything. Thread-safe.</remarks>
public sealed class LoopbackOpenAIServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ReceivedBytesRecorder _recorder = new();
    private readonly ConcurrentQueue<LoopbackRequest> _requests = new();
    private readonly ConcurrentQueue<LoopbackReply> _queued = new();
    private readonly TimeProvider _timeProvider;
    private readonly WebApplication _app;
    private int _replyCount;

    private LoopbackOpenAIServer(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        // A flush waits until the bytes are with the system, so that a reset after them cannot overtake them.
        builder.Services.Configure<SocketTransportOptions>(static sockets => sockets.MaxWriteBufferSize = 1);
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port: 0, listen => listen.Use(_recorder.Use)));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Gets the base address for a client, ending in <c>/v1</c>.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>Gets or sets what answers a request when nothing is queued. The default is <see cref="Simulate"/>.</summary>
    public Func<LoopbackRequest, LoopbackReply> Respond { get; set; } = Simulate;

    /// <summary>Gets the requests for a completion in the order of their arrival.</summary>
    public IReadOnlyList<LoopbackRequest> Requests => [.. _requests];

    public int RequestCount => _requests.Count;

    /// <summary>Gets the number of connections that were ever accepted, less those that were closed before <see cref="Forget"/>.</summary>
    public int ConnectionCount => _recorder.Connections.Count;

    /// <summary>Gets every byte received so far, connection after connection, headers included.</summary>
    public byte[] ReceivedBytes => [.. _recorder.Connections.SelectMany(static connection => connection.ToArray())];

    public string ReceivedText => Encoding.UTF8.GetString(ReceivedBytes);

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="timeProvider">The clock of the delays in replies; the system's if there is none.</param>
    public static async Task<LoopbackOpenAIServer> StartAsync(
        TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        var server = new LoopbackOpenAIServer(timeProvider ?? TimeProvider.System);
        await server._app.StartAsync(cancellationToken);
        server.Endpoint = new Uri(server._app.Urls.Single() + "/v1");
        return server;
    }

    /// <summary>Answers in a plausible way, so that a demonstration needs no script: says how many words it read.</summary>
    public static LoopbackReply Simulate(LoopbackRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var words = request.Messages.Sum(static message => message.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
        var reply = LoopbackReply.Text($"Simulated remote answer ({words} words read) from {request.Model}.");
        return reply with { Usage = reply.Usage! with { PromptTokens = words } };
    }

    /// <summary>Queues replies for the next requests. They come before <see cref="Respond"/>.</summary>
    public void Enqueue(params ReadOnlySpan<LoopbackReply> replies)
    {
        foreach (var reply in replies)
        {
            _queued.Enqueue(reply);
        }
    }

    /// <summary>Tells whether a text arrived: as it is, JSON-escaped, URL-encoded, or in base64 at any alignment.</summary>
    /// <remarks>Also looks into the strings of every JSON body with their escapes resolved.</remarks>
    public bool HasReceived(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return HasReceivedAny(text);
    }

    /// <summary>Tells whether one of some texts arrived in one of the forms that <see cref="HasReceived"/> looks for.</summary>
    public bool HasReceivedAny(params IEnumerable<string> texts)
    {
        var forms = new TextForms(texts);
        return _recorder.Connections.Any(connection => forms.AreIn(connection.ToArray()))
            || _requests.Any(request => forms.AreInBody(request.Body, request.Json));
    }

    /// <summary>Forgets the requests and bytes received so far, so that a long run does not fill the memory.</summary>
    public void Forget()
    {
        _requests.Clear();
        _recorder.Forget();
    }

    /// <summary>Stops listening and drops every connection, whatever its reply is doing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stopping.IsCancellationRequested)
        {
            await _stopping.CancelAsync();
            await _app.DisposeAsync();
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.Path != "/v1/chat/completions")
        {
            await WriteErrorAsync(context, StatusCodes.Status404NotFound, "unknown_url");
        }
        else if (await ReadAsync(context.Request) is { } request)
        {
            _requests.Enqueue(request);
            request.End(await ReplyAsync(context, request));
        }
        else
        {
            await WriteErrorAsync(context, StatusCodes.Status400BadRequest, "invalid_json");
        }
    }

    private async Task<LoopbackOutcome> ReplyAsync(HttpContext context, LoopbackRequest request)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        var reply = _queued.TryDequeue(out var queued) ? queued : Respond(request);
        var writer = new ReplyWriter(context, request, reply, _timeProvider, ended.Token);
        try
        {
            var outcome = await writer.WriteAsync($"chatcmpl-{Interlocked.Increment(ref _replyCount)}");
            var isClosed = outcome == LoopbackOutcome.Replied && context.RequestAborted.IsCancellationRequested;
            return isClosed ? LoopbackOutcome.ClientClosed : outcome;
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            context.Abort();
            return _stopping.IsCancellationRequested ? LoopbackOutcome.Faulted : LoopbackOutcome.ClientClosed;
        }
    }

    private static async Task<LoopbackRequest?> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        var headers = request.Headers.ToDictionary(
            static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        try
        {
            using var document = JsonDocument.Parse(body);
            var json = document.RootElement.Clone();
            return json.ValueKind == JsonValueKind.Object ? new(headers, body, json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task WriteErrorAsync(HttpContext context, int statusCode, string code)
    {
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(ErrorJson.Write(code, "invalid_request_error", "The loopback server cannot answer this."));
    }
}
