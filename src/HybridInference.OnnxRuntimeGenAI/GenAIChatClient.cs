using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>A chat client that runs a model folder of ONNX Runtime GenAI on this machine, with the native package that the application references.</summary>
/// <remarks>
/// <para>
/// Thread-safe. Requests run one after the other in the order of their arrival. A stream whose reader is slow holds up nobody.
/// </para>
/// <para>
/// The constructor does not touch the model. It is loaded by the first request or by <see cref="LoadAsync"/>, once, on another thread;
/// after a failed load see <see cref="GenAIChatClientOptions.LoadRetryDelay"/>. With <see cref="GenAIChatClientOptions.UnloadAfter"/> it is freed
/// when nobody uses it.
/// </para>
/// <para>
/// <see cref="ChatOptions"/>: what is set is honoured or refused with <see cref="NotSupportedException"/>. Refused are a JSON response format,
/// a required tool call, penalties for frequency and presence other than 0, <c>min_p</c> and log-probabilities. Ignored are only
/// <see cref="ChatOptions.ModelId"/> and <see cref="ChatOptions.RawRepresentationFactory"/>, which mean another client, and
/// <see cref="ChatOptions.AllowBackgroundResponses"/>, which allows what is not done. A temperature, top-k or top-p means sampling; without
/// any, the folder's defaults decide. Seeds are folded to 31 bits. Of the additional properties <c>repetition_penalty</c> is honoured; all are
/// variables of the chat template, such as <c>enable_thinking</c>, which <see cref="ReasoningOptions.Effort"/> sets too.
/// </para>
/// </remarks>
public sealed partial class GenAIChatClient : IChatClient, ITokenCounter
{
    private const string ProviderName = "onnxruntime-genai";

    private readonly GenAIChatClientOptions _options;
    private readonly string _modelId;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ChatClientMetadata _metadata;
    private readonly AnswerQueue _queue = new();
    private readonly ModelLoader<GenAIModel> _loader;
    private readonly LocalTargetState _state;
    private TargetCapabilities? _capabilities;

    /// <summary>Initializes the client without loading the model.</summary>
    /// <param name="options">The options, which are copied.</param>
    /// <param name="loggerFactory">Makes the client's logger. Neither prompts nor answers are ever logged.</param>
    /// <param name="timeProvider">Tells the time; the system's by default.</param>
    /// <exception cref="OptionsValidationException">An option is missing or outside its range.</exception>
    public GenAIChatClient(GenAIChatClientOptions options, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
        : this(options, NativeEngine.Load, loggerFactory, timeProvider)
    {
    }

    internal GenAIChatClient(
        GenAIChatClientOptions options, Func<ModelFolder, string?, IGeneratorModel> load, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        GenAIChatClientOptionsValidator.ThrowIfInvalid(options);
        _options = options.Copy();
        _options.ModelPath = Path.GetFullPath(options.ModelPath);
        _timeProvider = timeProvider ?? TimeProvider.System;
        _logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<GenAIChatClient>();
        _modelId = options.ModelId ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(_options.ModelPath));
        _metadata = new ChatClientMetadata(ProviderName, defaultModelId: _modelId);
        _loader = new ModelLoader<GenAIModel>(typeof(GenAIChatClient), _ => Load(load), _options.ModelPath, options.LoadRetryDelay, _timeProvider);
        _state = new LocalTargetState(
            _options.ModelPath, variant: null, options.UnloadAfter, _loader, DeviceMemory.Default, () => LogUnloaded(_options.ModelPath), _timeProvider);
    }

    /// <summary>Gets how many requests run or wait at the moment. Policies find the client of a target by <see cref="GetService"/>.</summary>
    public int QueueLength => _queue.Length;

    /// <inheritdoc/>
    /// <value>Whether the model is loaded.</value>
    public bool IsReady => _loader.IsLoaded;

    /// <summary>Loads the model unless it is loaded, so that the first request does not have to.</summary>
    /// <param name="cancellationToken">Stops the waiting; a load that has begun goes on, as others may wait for it too.</param>
    /// <returns>A task that ends when the model is ready.</returns>
    /// <exception cref="ModelLoadException">The folder is missing, incomplete, damaged or of a kind that is not supported.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken = default)
    {
        _ = await _loader.GetAsync(cancellationToken).ConfigureAwait(false);
        _state.Touch();
    }

    /// <inheritdoc/>
    /// <remarks>Loads the model unless it is loaded. The count is that of <see cref="UsageDetails.InputTokenCount"/>, of the chat template's own tokens too.</remarks>
    /// <exception cref="ArgumentException">There is no message, or an option is not valid.</exception>
    /// <exception cref="ModelLoadException">The model cannot be loaded.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public async Task<int> CountTokensAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatMessage[] list = Check(messages, options);
        GenAIModel model = await _loader.GetAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => model.Encode(list, options).Ids.Length, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no message, or an option is not valid.</exception>
    /// <exception cref="NotSupportedException">A message or an option asks for what the engine cannot do; the message names it.</exception>
    /// <exception cref="ContextLengthExceededException">The prompt does not fit into the context.</exception>
    /// <exception cref="ModelLoadException">The model cannot be loaded.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed, or was while the request ran.</exception>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no message, or an option is not valid.</exception>
    /// <exception cref="NotSupportedException">A message or an option asks for what the engine cannot do; the message names it.</exception>
    /// <exception cref="ContextLengthExceededException">The prompt does not fit into the context.</exception>
    /// <exception cref="ModelLoadException">The model cannot be loaded.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed, or was while the request ran.</exception>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatMessage[] list = Check(messages, options);

        // A copy, as the caller may change the options while the request waits.
        ChatOptions? copy = options?.Clone();
        return _state.Observe(watch => StreamAsync(list, copy, watch, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// <see cref="TargetCapabilities"/> tells the context length of the folder's configuration, and tools where its chat template writes them.
    /// Both are read without loading the model, and not known while the files cannot be read. <see cref="ITargetState"/> tells how ready and
    /// how fast the model is.
    /// </remarks>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        LocalClientServices.Find(this, _metadata, _state, ReadCapabilities, serviceType, serviceKey);

    /// <summary>Cancels running and waiting requests, waits until they have stopped, and frees the model. Idempotent.</summary>
    public void Dispose()
    {
        _state.Dispose();
        _queue.Dispose();
        _loader.Dispose();
    }

    private static ChatMessage[] Check(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ChatMessage[] list = [.. messages];
        ChatRequestRules.Check(list);
        if (options is not null)
        {
            ChatRequestRules.Check(options);
            GenAIRequestRules.Check(options);
        }

        return list;
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        ChatMessage[] messages, ChatOptions? options, RequestWatch watch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        GenAIModel model = await _loader.GetAsync(cancellationToken).ConfigureAwait(false);
        (GenAIRequest request, IAnswerReader answer) = await Task.Run(
            () => model.Prepare(messages, options, _options.MaxOutputTokens), cancellationToken).ConfigureAwait(false);
        var updates = new ChatUpdateFactory(_modelId, answer, request.Prompt.Length, _timeProvider.GetUtcNow());
        var pieces = new PieceChannel(joins: options?.AllowMultipleToolCalls != false, _options.UpdateInterval, _timeProvider);
        await foreach (GeneratedPiece piece in _queue.RunAsync(stop => model.Generate(request, stop), pieces, cancellationToken).ConfigureAwait(false))
        {
            watch.Tokens = piece.Times;
            if (updates.Create(piece) is { } update)
            {
                yield return update;
            }

            if (updates.IsComplete)
            {
                break;
            }
        }
    }

    private GenAIModel Load(Func<ModelFolder, string?, IGeneratorModel> load)
    {
        long start = _timeProvider.GetTimestamp();
        GenAIModel model = GenAIModel.Load(_options, _timeProvider, load);
        TimeSpan elapsed = _timeProvider.GetElapsedTime(start);
        _state.Speed.LearnLoad(elapsed);
        LogLoaded(_options.ModelPath, elapsed);
        return model;
    }

    private TargetCapabilities ReadCapabilities()
    {
        _capabilities ??= FolderCapabilities.TryRead(_options.ModelPath, variant: null, _timeProvider) is { } told
            ? told with { UnsupportedOptions = GenAIRequestRules.Unsupported }
            : null;
        return _capabilities ?? new TargetCapabilities(ChatCapabilities.None) { UnsupportedOptions = GenAIRequestRules.Unsupported };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Loaded the model from {Path} in {Elapsed}.")]
    private partial void LogLoaded(string path, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Information, Message = "Unloaded the model from {Path}, which nobody has used for some time.")]
    private partial void LogUnloaded(string path);
}
