using Polly;
using Polly.CircuitBreaker;

namespace HybridInference;

/// <summary>Says whether a target should be left alone: after several failures, and as long as a server asked for.</summary>
/// <remarks>
/// Attempts ask before they begin and tell how they ended; the circuit itself is Polly's, fed with the outcomes. When a break is over,
/// one request at a time may try. A target that ran out of memory is left alone until there is more of it, outside the circuit, which only knows
/// time. Thread-safe.
/// </remarks>
internal sealed class TargetBreaker
{
    private readonly BreakerOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly IDeviceMemory _memory;
    private readonly ResiliencePipeline<bool> _circuit;
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly Lock _lock = new();
    private DateTimeOffset _openUntil;
    private DateTimeOffset _cooldownUntil;
    private MemoryRecovery? _shortage;
    private bool _isProbing;

    public TargetBreaker(BreakerOptions options, TimeProvider timeProvider, IDeviceMemory memory)
    {
        _options = options;
        _memory = memory;
        _timeProvider = timeProvider;
        _circuit = new ResiliencePipelineBuilder<bool> { TimeProvider = timeProvider }
            .AddCircuitBreaker(new()
            {
                ShouldHandle = arguments => new(arguments.Outcome is { Exception: null, Result: false }),
                FailureRatio = 1,
                MinimumThroughput = options.Failures,
                SamplingDuration = options.Window,
                BreakDurationGenerator = arguments => new(Break(arguments.HalfOpenAttempts)),
                StateProvider = _state,
                OnOpened = arguments =>
                {
                    _openUntil = _timeProvider.GetUtcNow() + arguments.BreakDuration;
                    return default;
                },
            })
            .Build();
    }

    /// <summary>When the target failed last.</summary>
    public DateTimeOffset LastFailure { get; private set; }

    /// <summary>Whether the target should be left alone now.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
            {
                DateTimeOffset now = _timeProvider.GetUtcNow();
                return now < _cooldownUntil || now < _openUntil || (_isProbing && !IsWell) || _shortage?.IsOver(now) == false;
            }
        }
    }

    /// <summary>Whether nothing has gone wrong that an attempt has still to disprove.</summary>
    private bool IsWell => _state.CircuitState == CircuitState.Closed && _shortage is null;

    /// <summary>Tells that an attempt begins. After a break it is the one that finds out whether the target is well again.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _isProbing = !IsWell;
        }
    }

    /// <summary>Tells how an attempt ended.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="failure">What the failure says about the target, if it failed.</param>
    /// <param name="retryAfter">How long the server asked to be left alone, if it did.</param>
    /// <param name="isOutOfMemory">Whether the failure is that this device had too little memory.</param>
    public void End(AttemptOutcome outcome, FailureKind? failure = null, TimeSpan? retryAfter = null, bool isOutOfMemory = false)
    {
        lock (_lock)
        {
            _isProbing = false;
            if (failure is FailureKind.Transient or FailureKind.LocalFatal)
            {
                Fail(isLasting: failure == FailureKind.LocalFatal, retryAfter, isOutOfMemory ? _memory.GetAvailableBytes() : null);
            }
            else if (outcome is AttemptOutcome.Completed or AttemptOutcome.Truncated || failure is not (null or FailureKind.Withheld))
            {
                Succeed();
            }
        }
    }

    /// <summary>The target answered, or refused a request as it should. A closed circuit need not know.</summary>
    private void Succeed()
    {
        _shortage = null;
        if (_state.CircuitState != CircuitState.Closed)
        {
            Report(succeeded: true);
        }
    }

    /// <summary>One failure is enough when trying again soon is pointless.</summary>
    private void Fail(bool isLasting, TimeSpan? retryAfter, long? availableBytes)
    {
        LastFailure = _timeProvider.GetUtcNow();
        _cooldownUntil = Later(_cooldownUntil, LastFailure + Shorter(retryAfter ?? TimeSpan.Zero, _options.MaxBreak));
        if (availableBytes is { } bytes)
        {
            _shortage = new(_memory, bytes, LastFailure + _options.MaxBreak);
            return;
        }

        for (int reports = isLasting && _state.CircuitState == CircuitState.Closed ? _options.Failures : 1; reports > 0; reports--)
        {
            Report(succeeded: false);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Feeds the circuit. While it is open it takes no outcome: those are of attempts that began before.</summary>
    private void Report(bool succeeded)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false);
        _circuit.ExecuteOutcomeAsync(static (_, outcome) => new ValueTask<Outcome<bool>>(Outcome.FromResult(outcome)), context, succeeded)
            .AsTask().GetAwaiter().GetResult();
        ResilienceContextPool.Shared.Return(context);
    }

    private TimeSpan Break(int halfOpenAttempts)
    {
        TimeSpan wanted = _options.Break * Math.Pow(2, Math.Min(halfOpenAttempts, 16));
        return Shorter(wanted, _options.MaxBreak);
    }
}
