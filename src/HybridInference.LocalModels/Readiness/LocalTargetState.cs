using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>What a client of a local model tells about itself. It watches the client's answers as they pass. Thread-safe.</summary>
internal sealed class LocalTargetState : ITargetState, IDisposable
{
    private readonly string _modelPath;
    private readonly string? _variant;
    private readonly IModelLoader _loader;
    private readonly TimeProvider _timeProvider;
    private readonly RequestTracker _requests;
    private readonly AvailableMemory _memory;
    private double? _downloaded;
    private ModelRequirements? _requirements;

    /// <param name="modelPath">The folder.</param>
    /// <param name="variant">The variant of its graph, if one was asked for.</param>
    /// <param name="unloadAfter">How long nobody uses the model until it is unloaded; <see langword="null"/> for never.</param>
    /// <param name="loader">Has the model.</param>
    /// <param name="memory">Tells the available memory.</param>
    /// <param name="unloaded">Told when the model was unloaded.</param>
    /// <param name="timeProvider">Tells the time.</param>
    public LocalTargetState(
        string modelPath, string? variant, TimeSpan? unloadAfter, IModelLoader loader, IDeviceMemory memory, Action unloaded, TimeProvider timeProvider)
    {
        _modelPath = modelPath;
        _variant = variant;
        _loader = loader;
        _timeProvider = timeProvider;
        _memory = new(memory, timeProvider);
        _requests = new(unloadAfter, () => Unload(unloaded), timeProvider);
    }

    public string ModelPath => _modelPath;

    /// <summary>Gets what tells how many requests may run at the same time.</summary>
    public Func<int> Slots { get; init; } = static () => 1;

    /// <summary>Gets what was measured.</summary>
    public SpeedEstimates Speed { get; } = new();

    public TargetReadiness Readiness => _downloaded is { } progress ? new(ReadinessState.Downloading) { Progress = progress } : ReadLoading();

    public long? Parameters => ReadRequirements()?.Parameters;

    public MemoryShortage? FindShortage(int inputTokens, int outputTokens)
    {
        if (ReadRequirements() is not { } requirements || _memory.Bytes is not { } available)
        {
            return null;
        }

        long needed = requirements.MemoryFor(inputTokens, outputTokens, _loader.IsLoaded);
        return needed > available ? new(needed, available) : null;
    }

    public TimePrediction? Predict(int inputTokens, int? outputTokens) =>
        Speed.Predict(inputTokens, outputTokens, new(_requests.Running, Slots()), _loader.IsLoaded);

    /// <summary>Takes note of how far a download is; <see langword="null"/> when none runs.</summary>
    public void ReportDownload(double? progress) => _downloaded = progress;

    /// <summary>Takes note that the model was asked for without a request.</summary>
    public void Touch() => _requests.Touch();

    /// <summary>Passes the updates of a request on and measures it. As long as it runs, the model is not unloaded.</summary>
    /// <param name="start">Gives the updates, and tells the watch when the tokens were generated.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async IAsyncEnumerable<ChatResponseUpdate> Observe(
        Func<RequestWatch, IAsyncEnumerable<ChatResponseUpdate>> start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long request = _requests.Begin();
        var watch = new RequestWatch(_timeProvider, wasLoaded: _loader.IsLoaded);
        try
        {
            await foreach (ChatResponseUpdate update in start(watch).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (watch.Receive(update) is { } times && watch.WasLoaded && _requests.IsAlone(request))
                {
                    Speed.Learn(times);
                }

                yield return update;
            }
        }
        finally
        {
            _requests.End();
        }
    }

    public void Dispose() => _requests.Dispose();

    private TargetReadiness ReadLoading() => _loader.Loading switch
    {
        null => FolderReadiness.Of(_modelPath, _variant),
        { IsFaulted: true } failed => new(ReadinessState.Failed)
        {
            Cause = failed.Exception!.InnerException!.Message,
            Until = _loader.RetryAt,
        },
        { IsCompletedSuccessfully: true } => new(_requests.Running > 0 ? ReadinessState.Busy : ReadinessState.Ready) { Requests = _requests.Running },
        _ => new(ReadinessState.Loading) { Requests = _requests.Running },
    };

    /// <summary>A folder that cannot be read may become one that can: only success is kept.</summary>
    private ModelRequirements? ReadRequirements()
    {
        // Policies ask for every request, and a model that is not there yet is no exception.
        if (_requirements is not null || !Directory.Exists(_modelPath))
        {
            return _requirements;
        }

        try
        {
            return _requirements = ModelRequirements.Read(_modelPath, _variant);
        }
        catch (ModelLoadException)
        {
            return null;
        }
    }

    private void Unload(Action unloaded)
    {
        if (_loader.Unload())
        {
            unloaded();
        }
    }
}
