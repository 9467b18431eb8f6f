namespace HybridInference.LocalModels;

/// <summary>How fast a model is on this machine, from what was measured: prompts, tokens, loads and whole requests. Thread-safe.</summary>
internal sealed class SpeedEstimates
{
    private const double Weight = 0.2;

    private readonly Lock _lock = new();
    private readonly SizedEstimate _prefill = new(isRelative: true);
    private readonly SizedEstimate _decode = new(isRelative: false);
    private readonly AnswerLength _answers = new();
    private double? _loadSeconds;
    private double? _requestSeconds;

    /// <summary>Takes what was kept.</summary>
    public void Load(SpeedRecord record)
    {
        lock (_lock)
        {
            _prefill.Sums = record.Prefill;
            _decode.Sums = record.Decode;
            _loadSeconds ??= record.LoadSeconds;
        }
    }

    /// <summary>Forgets the requests, whose times were not those of a model in use.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            (_prefill.Sums, _decode.Sums) = (default, default);
            _answers.Clear();
            _requestSeconds = null;
        }
    }

    /// <summary>Gives what is worth keeping.</summary>
    public SpeedRecord Save(string key)
    {
        lock (_lock)
        {
            return new(key, _prefill.Sums, _decode.Sums, _loadSeconds);
        }
    }

    public void LearnLoad(TimeSpan elapsed)
    {
        lock (_lock)
        {
            _loadSeconds = Mix(_loadSeconds, elapsed.TotalSeconds);
        }
    }

    /// <summary>Takes note of a request that ran alone with the model in memory.</summary>
    public void Learn(RequestTimes times)
    {
        lock (_lock)
        {
            _prefill.Learn(times.ComputedTokens, times.FirstToken.TotalSeconds);
            if (times.OutputTokens > 1)
            {
                int rest = times.OutputTokens - 1;
                _decode.Learn(times.InputTokens, times.Rest.TotalSeconds / rest, rest);
            }

            _answers.Learn(times.OutputTokens, times.HasEnded);
            _requestSeconds = Mix(_requestSeconds, (times.FirstToken + times.Rest).TotalSeconds);
        }
    }

    /// <summary>Predicts a request: the wait for those before it, the load, the prompt and the answer.</summary>
    public TimePrediction? Predict(int inputTokens, int? outputTokens, RequestLoad load, bool isLoaded)
    {
        lock (_lock)
        {
            if (_prefill.Estimate(inputTokens) is not { } prefill)
            {
                return null;
            }

            double wait = (load.Wait * (_requestSeconds ?? 0)) + (isLoaded ? 0 : _loadSeconds ?? 0);
            double first = wait + (load.Slowdown * prefill);
            double answer = load.Slowdown * Math.Max(0, _answers.Estimate(outputTokens) - 1) * (_decode.Estimate(inputTokens) ?? 0);
            return new(TimeSpan.FromSeconds(first), TimeSpan.FromSeconds(first + answer));
        }
    }

    private static double Mix(double? mean, double value) => mean is { } old ? old + (Weight * (value - old)) : value;
}
