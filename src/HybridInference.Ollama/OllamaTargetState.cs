using System.Text.Json;

namespace HybridInference.Ollama;

/// <summary>What Ollama told of the model last. It is asked again in the background when that is no longer fresh.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class OllamaTargetState(OllamaApi api, TimeProvider timeProvider) : ITargetState
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(5);

    private OllamaModel _model = new(ReadinessState.Unknown);
    private Task _look = Task.CompletedTask;
    private long _lookedAt;
    private int _requests;

    public TargetReadiness Readiness
    {
        get
        {
            OllamaModel model = Current;
            int requests = Volatile.Read(ref _requests);
            return new(model.State == ReadinessState.Ready && requests > 0 ? ReadinessState.Busy : model.State) { Cause = model.Cause, Requests = requests };
        }
    }

    public long? Parameters => Current.Parameters;

    public TargetCapabilities? Capabilities => Current.Capabilities;

    private bool IsFresh => timeProvider.GetElapsedTime(Volatile.Read(ref _lookedAt)) < Freshness;

    private OllamaModel Current
    {
        get
        {
            if (!IsFresh && _look.IsCompleted)
            {
                _look = TryLookAsync();
            }

            return _model;
        }
    }

    // Ollama knows its memory itself, and tells of no times.
    public MemoryShortage? FindShortage(int inputTokens, int outputTokens) => null;

    public TimePrediction? Predict(int inputTokens, int? outputTokens) => null;

    public void Begin() => Interlocked.Increment(ref _requests);

    public void End() => Interlocked.Decrement(ref _requests);

    /// <summary>Looks whether Ollama has the model and runs it here, unless that was seen just now.</summary>
    /// <exception cref="OllamaRequestException">It does not. Nothing was sent but the question.</exception>
    public async ValueTask RequireServedHereAsync(CancellationToken cancellationToken)
    {
        if (!IsFresh || !IsServed(_model))
        {
            await LookAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!IsServed(_model))
        {
            throw new OllamaRequestException(FailureKind.LocalFatal, _model.Cause!);
        }
    }

    /// <summary>Looks, and keeps what speaks against it as the cause.</summary>
    public async Task TryLookAsync()
    {
        try
        {
            await LookAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException or IOException or JsonException or ObjectDisposedException)
        {
            // It is in the state.
        }
    }

    private static bool IsServed(OllamaModel model) => model.State is ReadinessState.Cached or ReadinessState.Ready;

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(LookLimit, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            Keep(await api.LookAsync(either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            Keep(new(ReadinessState.Failed) { Cause = $"Ollama did not answer within {LookLimit.TotalSeconds} s." });
            throw new TimeoutException(_model.Cause, exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Keep(new(ReadinessState.Failed) { Cause = $"Ollama does not answer ({exception.GetType().Name}). Start it with 'ollama serve'." });
            throw;
        }
    }

    private void Keep(OllamaModel model)
    {
        _model = model;
        Volatile.Write(ref _lookedAt, timeProvider.GetTimestamp());
    }
}
