using Microsoft.Extensions.Options;

namespace HybridInference;

/// <summary>Checks <see cref="HybridChatClientOptions"/>; each message names the setting, the bad value and the rule.</summary>
internal sealed class HybridChatClientOptionsValidator : IValidateOptions<HybridChatClientOptions>
{
    private const int MaxAttemptsLimit = 10;
    private const string BreakerTimeRule = "must be between half a second and a day";
    private const string TimeLimitRule = "must be more than zero and at most a day; leave it out for no limit";

    private static readonly TimeSpan LongestTimeLimit = TimeSpan.FromDays(1);

    /// <summary>The bounds of Polly's circuit breaker.</summary>
    private static readonly TimeSpan ShortestBreakerTime = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestBreakerTime = TimeSpan.FromDays(1);

    public static void ThrowIfInvalid(HybridChatClientOptions options)
    {
        if (Problems(options).FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }
    }

    public ValidateOptionsResult Validate(string? name, HybridChatClientOptions options)
    {
        string[] problems = [.. Problems(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(HybridChatClientOptions options) =>
        Rules(options).Concat(TimeLimitRules(options)).Where(rule => !rule.Holds).Select(rule => FormattableString.Invariant($"{nameof(HybridChatClientOptions)}.{rule.Setting} is {rule.Value}, but it {rule.Rule}."));

    private static IEnumerable<(string Setting, object Value, bool Holds, string Rule)> Rules(HybridChatClientOptions options)
    {
        _ = options.Privacy.Handling.TryGetValue(PiiCategories.Unreadable, out PrivateDataHandling unreadable);
        return
        [
            ("PreferRemoteAboveTokens", options.PreferRemoteAboveTokens, options.PreferRemoteAboveTokens >= 0, "must not be negative"),
            ("MaxAttempts", options.MaxAttempts, options.MaxAttempts is >= 1 and <= MaxAttemptsLimit, $"must be between 1 and {MaxAttemptsLimit}"),
            ("StreamInterruption", options.StreamInterruption, Enum.IsDefined(options.StreamInterruption), "must be Fail, Restart or Continue"),
            ("HoldBack.Characters", options.HoldBack.Characters ?? 1, options.HoldBack.Characters is null or >= 1, "must be at least 1; leave it out to hold nothing back"),
            ("Hedging.MaxShare", options.Hedging.MaxShare, options.Hedging.MaxShare is > 0 and <= 1, "must be more than 0 and at most 1; set Hedging.Enabled to false to hedge nothing"),
            ("PolicyTimeout", options.PolicyTimeout, options.PolicyTimeout > TimeSpan.Zero, "must be more than zero"),
            ("Privacy.LocalWaitLimit", options.Privacy.LocalWaitLimit, options.Privacy.LocalWaitLimit > TimeSpan.Zero, "must be more than zero"),
            ("Privacy.Handling[UNREADABLE]", unreadable, unreadable != PrivateDataHandling.RedactThenRemote, "cannot be: what nobody can read cannot be redacted"),
            ("Stickiness.Margin", options.Stickiness.Margin, options.Stickiness.Margin >= 1, "must be at least 1"),
            ("Stickiness.IdleTimeout", options.Stickiness.IdleTimeout, options.Stickiness.IdleTimeout > TimeSpan.Zero, "must be more than zero"),
            ("Breaker.Failures", options.Breaker.Failures, options.Breaker.Failures >= 2, "must be at least 2"),
            ("Breaker.Window", options.Breaker.Window, IsBreakerTime(options.Breaker.Window), BreakerTimeRule),
            ("Breaker.Break", options.Breaker.Break, IsBreakerTime(options.Breaker.Break), BreakerTimeRule),
            ("Breaker.MaxBreak", options.Breaker.MaxBreak, options.Breaker.MaxBreak >= options.Breaker.Break && options.Breaker.MaxBreak <= LongestBreakerTime, "must be at least Breaker.Break, and at most a day"),
        ];
    }

    private static IEnumerable<(string Setting, object Value, bool Holds, string Rule)> TimeLimitRules(HybridChatClientOptions options)
    {
        (string Setting, TimeSpan? Value)[] limits =
        [
            ("Timeout", options.Timeout),
            ("HoldBack.Time", options.HoldBack.Time),
            ("Hedging.After", options.Hedging.After),
            .. TimeLimitsOf("LocalTimeLimits", options.LocalTimeLimits),
            .. TimeLimitsOf("RemoteTimeLimits", options.RemoteTimeLimits),
        ];
        foreach ((string setting, TimeSpan? limit) in limits)
        {
            if (limit is { } time)
            {
                yield return (setting, time, time > TimeSpan.Zero && time <= LongestTimeLimit, TimeLimitRule);
            }
        }
    }

    private static (string Setting, TimeSpan? Value)[] TimeLimitsOf(string setting, AttemptTimeLimits limits) =>
    [
        ($"{setting}.FirstContent", limits.FirstContent),
        ($"{setting}.BetweenUpdates", limits.BetweenUpdates),
        ($"{setting}.WholeAnswer", limits.WholeAnswer),
    ];

    private static bool IsBreakerTime(TimeSpan time) => time >= ShortestBreakerTime && time <= LongestBreakerTime;
}
