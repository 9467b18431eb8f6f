using System.Runtime.CompilerServices;
using HybridInference.OnnxRuntime.Grammar;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace HybridInference.OnnxRuntime;

/// <summary>A chat client that runs a model of an ONNX Runtime GenAI or Hugging Face onnx-community folder on this machine.</summary>
/// <remarks>
/// <para>
/// Thread-safe. Requests begin in the order of their arrival. Where the model's attention is <c>GroupQueryAttention</c>, several run together;
/// otherwise one at a time. A stream whose reader is slow holds up nobody.
/// </para>
/// <para>
/// The constructor does not touch the model. It is loaded by the first request or by <see cref="LoadAsync"/>, once, on another thread;
/// after a failed load see <see cref="OnnxChatClientOptions.LoadRetryDelay"/>. With <see cref="OnnxChatClientOptions.UnloadAfter"/> it is freed when nobody uses it.
/// </para>
/// <para>
/// <see cref="ChatOptions"/>: what is set is honoured or refused with <see cref="NotSupportedException"/>. Ignored are only
/// <see cref="ChatOptions.ModelId"/> and <see cref="ChatOptions.RawRepresentationFactory"/>, which mean another client, and
/// <see cref="ChatOptions.AllowBackgroundResponses"/>, which allows what is not done. A temperature, top-k or top-p means sampling; without
/// any, the folder's defaults decide. Of the additional properties, the numbers <c>repetition_penalty</c> and <c>min_p</c> are honoured, and
/// <c>logprobs</c> and <c>top_logprobs</c>, see <see cref="LogProbabilityExtensions"/>; all are variables of the chat template, such as
/// <c>enable_thinking</c>, which <see cref="ReasoningOptions.Effort"/> sets too.
/// </para>
/// </remarks>
public sealed partial class OnnxChatClient : IChatClient, ITokenCounter
{
    private const string ProviderName = "onnxruntime";

    private readonly string _modelPath;
    private readonly string _modelId;
    private readonly string? _variant;
    private readonly int? _maxOutputTokens;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ChatClientMetadata _metadata;
    private readonly GenerationQueue _queue;
    private readonly ModelLoader<LocalModel> _loader;
    private readonly LocalTargetState _state;
    private readonly ModelWarmUp _warmUp;
    private TargetCapabilities? _capabilities;

    /// <summary>Initializes the client without loading the model.</summary>
    /// <param name="options">The options, which are copied.</param>
    /// <param name="loggerFactory">Makes the client's logger. Neither prompts nor answers are ever logged.</param>
    /// <param name="timeProvider">Tells the time; the system's by default.</param>
    /// <exception cref="OptionsValidationException">An option is missing or outside its range.</exception>
    public OnnxChatClient(OnnxChatClientOptions options, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        OnnxChatClientOptionsValidator.ThrowIfInvalid(options);
        _modelPath = Path.GetFullPath(options.ModelPath);
        _variant = options.Variant;
        _maxOutputTokens = options.MaxOutputTokens;
        _timeProvider = timeProvider ?? TimeProvider.System;
        _logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<OnnxChatClient>();
        _modelId = options.ModelId ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(_modelPath));
        _metadata = new ChatClientMetadata(ProviderName, defaultModelId: _modelId);
        _queue = new GenerationQueue(options.UpdateInterval, _timeProvider);
        var settings = new EngineSettings(
            options.IntraOpThreads, options.AllowSpinning, options.PrefillChunkSize, _variant, options.MaxKeptSequences, options.MaxKeptBytes)
        {
            OptimizedModelFolder = options.OptimizedModelCachePath is { } cache ? Path.GetFullPath(cache) : null,
            OptimizedModelMaxAge = options.OptimizedModelCacheMaxAge,
            MaxDraftTokens = options.MaxDraftTokens,
            MaxConcurrentRequests = options.MaxConcurrentRequests,
            MaxConcurrentBytes = options.MaxConcurrentBytes,
            ExecutionProvider = options.ExecutionProvider,
        };
        _loader = new ModelLoader<LocalModel>(typeof(OnnxChatClient), stop => Load(settings, stop), _modelPath, options.LoadRetryDelay, _timeProvider);
        _state = new LocalTargetState(_modelPath, _variant, options.UnloadAfter, _loader, DeviceMemory.Default, () => LogUnloaded(_modelPath), _timeProvider)
        {
            Slots = () => _loader.Loaded?.Generator.Tokens.MaxConcurrentRequests ?? 1,
        };
        _warmUp = new ModelWarmUp(this, _state, new CalibrationStore(options.CalibrationFolder, _modelPath, settings));
    }

    /// <summary>Gets how many requests run or wait at the moment. Policies find the client of a target by <see cref="GetService"/>.</summary>
    public int QueueLength => _queue.Length;

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

    /// <summary>
    /// Loads the model unless it is loaded, verifies it by short runs, and measures with them how fast it is, so that the time of a request can
    /// be predicted. A measurement that <see cref="OnnxChatClientOptions.CalibrationFolder"/> has is used instead, if nothing has changed.
    /// Nothing is ever downloaded.
    /// </summary>
    /// <param name="progress">Told each state as it is reached.</param>
    /// <param name="cancellationToken">Stops the runs; a load that has begun goes on.</param>
    /// <returns>A task that ends when the model is ready.</returns>
    /// <exception cref="ModelLoadException">The folder is missing, incomplete, damaged or of a kind that is not supported, or the model gave no answer.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public Task WarmUpAsync(IProgress<TargetReadiness>? progress = null, CancellationToken cancellationToken = default) =>
        _warmUp.RunAsync(progress, cancellationToken);

    /// <summary>Tells how far the application's download of the model folder is, for <see cref="TargetReadiness"/>. The client itself never downloads.</summary>
    /// <param name="progress">From 0 to 1; <see langword="null"/> when the download has ended.</param>
    public void ReportDownload(double? progress) => _state.ReportDownload(progress);

    /// <inheritdoc/>
    /// <value>Whether the model is loaded.</value>
    public bool IsReady => _loader.IsLoaded;

    /// <inheritdoc/>
    /// <remarks>Loads the model unless it is loaded. The count is that of <see cref="UsageDetails.InputTokenCount"/>, of the chat template's own tokens too.</remarks>
    /// <exception cref="ArgumentException">There is no message, or an option is not valid.</exception>
    /// <exception cref="ModelLoadException">The model cannot be loaded.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public async Task<int> CountTokensAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatMessage[] list = Check(messages, options);
        LocalModel model = await _loader.GetAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => model.Encode(list, options).Ids.Length, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no message, or an option is not valid.</exception>
    /// <exception cref="NotSupportedException">A message or an option asks for what the engine cannot do; the message names it.</exception>
    /// <exception cref="ContextLengthExceededException">The prompt does not fit into the context.</exception>
    /// <exception cref="ModelLoadException">The model cannot be loaded.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed, or was while the request ran.</exception>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await LogProbabilityCollector.ToResponseAsync(GetStreamingResponseAsync(messages, options, cancellationToken), cancellationToken).ConfigureAwait(false);

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
            AnswerConstraints.Check(options.ResponseFormat);
            RequiredToolCalls.Check(options);
        }

        return list;
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        IReadOnlyList<ChatMessage> messages, ChatOptions? options, RequestWatch watch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LocalModel model = await _loader.GetAsync(cancellationToken).ConfigureAwait(false);
        (GenerationRequest request, IAnswerReader answer) = await Task.Run(
            () => GenerationRequestFactory.Create(model, messages, options, _maxOutputTokens), cancellationToken).ConfigureAwait(false);
        var updates = new ChatUpdateFactory(_modelId, answer, request.Prompt.Length, _timeProvider.GetUtcNow());
        await foreach (GeneratedPiece piece in _queue.RunAsync(model.Generator, request, cancellationToken).ConfigureAwait(false))
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

    private LocalModel Load(EngineSettings settings, CancellationToken cancellationToken)
    {
        long start = _timeProvider.GetTimestamp();
        LocalModel model = LocalModel.Load(_modelPath, settings, _timeProvider, cancellationToken);
        TimeSpan elapsed = _timeProvider.GetElapsedTime(start);
        _state.Speed.LearnLoad(elapsed);
        LogLoaded(_modelPath, elapsed);
        if (model.ProviderProblem is { } problem)
        {
            LogProviderProblem(problem, _modelPath, settings.ExecutionProvider);
        }

        foreach (string wish in model.Config.UnmetWishes)
        {
            LogUnmetWish(_modelPath, wish);
        }

        foreach (string warning in model.Warnings)
        {
            LogLoadWarning(_modelPath, warning);
        }

        return model;
    }

    private TargetCapabilities ReadCapabilities()
    {
        _capabilities ??= FolderCapabilities.TryRead(_modelPath, _variant, _timeProvider) is { } told
            ? told with { Supported = told.Supported | ChatCapabilities.StructuredOutput }
            : null;
        return _capabilities ?? new TargetCapabilities(ChatCapabilities.StructuredOutput);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Loaded the model from {Path} in {Elapsed}.")]
    private partial void LogLoaded(string path, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Loaded the model from {Path} in a slower way: {Reason}")]
    private partial void LogLoadWarning(string path, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The execution provider {Provider} cannot run the model in {Path}, so it runs on the CPU. Its package may be missing.")]
    private partial void LogProviderProblem(Exception exception, string path, string? provider);

    [LoggerMessage(Level = LogLevel.Information, Message = "Unloaded the model from {Path}, which nobody has used for some time.")]
    private partial void LogUnloaded(string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The configuration in {Path} asks for {Wish}, which this engine does not do.")]
    private partial void LogUnmetWish(string path, string wish);
}
