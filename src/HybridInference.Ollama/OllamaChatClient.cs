using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OllamaSharp.Models.Chat;

namespace HybridInference.Ollama;

/// <summary>OllamaSharp's client for one model, which tells what the model can do and how ready it is, and refuses models that do not run here.</summary>
internal sealed class OllamaChatClient : DelegatingChatClient
{
    private const string ContextLengthOption = "num_ctx";

    private readonly HttpClient _httpClient;
    private readonly LoopbackHttpHandler _handler;
    private readonly OllamaTargetState _state;
    private readonly string _model;
    private readonly int? _contextLength;
    private readonly Lazy<OllamaTargetState> _seen;

    private OllamaChatClient(HttpClient httpClient, LoopbackHttpHandler handler, OllamaChatClientOptions options, TimeProvider timeProvider, bool canReflect)
        : base(new OllamaApiClient(httpClient, options.Model!, canReflect ? null : OllamaJsonContext.Default))
    {
        _httpClient = httpClient;
        _handler = handler;
        _model = options.Model!;
        _contextLength = options.ContextLength;
        _state = new(new(httpClient, options), timeProvider);
        _seen = new(Look);
    }

    public static OllamaChatClient Create(OllamaChatClientOptions options, TimeProvider timeProvider) =>
        Create(options, timeProvider, JsonSerializer.IsReflectionEnabledByDefault);

    public static OllamaChatClient Create(OllamaChatClientOptions options, TimeProvider timeProvider, bool canReflect)
    {
        var handler = new LoopbackHttpHandler();
        // A model that is loaded first can take minutes; limits are the hybrid client's.
        var httpClient = new HttpClient(new OllamaErrorHandler(handler, options.Model!)) { BaseAddress = options.Endpoint, Timeout = Timeout.InfiniteTimeSpan };
        return new(httpClient, handler, options, timeProvider, canReflect);
    }

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        await _state.RequireServedHereAsync(cancellationToken).ConfigureAwait(false);
        _state.Begin();
        try
        {
            return await base.GetResponseAsync(messages, WithContextLength(options), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _state.End();
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await _state.RequireServedHereAsync(cancellationToken).ConfigureAwait(false);
        _state.Begin();
        bool isComplete = false;
        try
        {
            await foreach (ChatResponseUpdate update in base.GetStreamingResponseAsync(messages, WithContextLength(options), cancellationToken).ConfigureAwait(false))
            {
                isComplete |= update.RawRepresentation is ChatResponseStream { Done: true };
                yield return update;
            }

            // Ollama writes an error into the stream, which OllamaSharp passes over.
            if (!isComplete)
            {
                throw new OllamaRequestException(FailureKind.Transient, $"Ollama ended the answer of the model '{_model}' before it was complete.");
            }
        }
        finally
        {
            _state.End();
        }
    }

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? base.GetService(serviceType, serviceKey)
        : serviceType == typeof(ITargetState) ? _seen.Value
        : serviceType == typeof(LoopbackHttpHandler) ? _handler
        : base.GetService(serviceType);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _httpClient.Dispose();
    }

    /// <summary>Looks once before the first request is routed, so that it is routed by facts.</summary>
    private OllamaTargetState Look()
    {
        _state.TryLookAsync().GetAwaiter().GetResult();
        return _state;
    }

    private ChatOptions? WithContextLength(ChatOptions? options)
    {
        if (_contextLength is not { } length)
        {
            return options;
        }

        ChatOptions own = options?.Clone() ?? new();
        own.AdditionalProperties = own.AdditionalProperties is { } properties ? new(properties) : [];
        own.AdditionalProperties.TryAdd(ContextLengthOption, length);
        return own;
    }
}
