using Microsoft.Extensions.Options;

namespace HybridInference;

/// <summary>Checks <see cref="HybridChatClientOptions"/>; each message names the setting, the bad value and the rule.</summary>
internal sealed class HybridChatClientOptionsValidator : IValidateOptions<HybridChatClientOptions>
{
    private const int MaxAttemptsLimit = 10;
    private const string BreakerTimeRule = "must be between half a second and a day";

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
        Rules(options).Where(rule => !rule.Holds).Select(rule => FormattableString.Invariant($"{nameof(HybridChatClientOptions)}.{rule.Setting} is {rule.Value}, but it {rule.Rule}."));

    private static IEnumerable<(string Setting, object Value, bool Holds, string Rule)> Rules(HybridChatClientOptions options)
    {
        _ = options.Privacy.Handling.TryGetValue(PiiCategories.Unreadable, out PrivateDataHandling unreadable);
        return
        [
            ("PreferRemoteAboveTokens", options.PreferRemoteAboveTokens, options.PreferRemoteAboveTokens >= 0, "must not be negative"),
            ("MaxAttempts", options.MaxAttempts, options.MaxAttempts is >= 1 and <= MaxAttemptsLimit, $"must be between 1 and {MaxAttemptsLimit}"),
            ("PolicyTimeout", options.PolicyTimeout, options.PolicyTimeout > TimeSpan.Zero, "must be more than zero"),
            ("Privacy.LocalWaitLimit", options.Privacy.LocalWaitLimit, options.Privacy.LocalWaitLimit > TimeSpan.Zero, "must be more than zero"),
            ("Privacy.Handling[UNREADABLE]", unreadable, unreadable != PrivateDataHandling.RedactThenRemote, "cannot be: what nobody can read cannot be redacted"),
            ("Breaker.Failures", options.Breaker.Failures, options.Breaker.Failures >= 2, "must be at least 2"),
            ("Breaker.Window", options.Breaker.Window, IsBreakerTime(options.Breaker.Window), BreakerTimeRule),
            ("Breaker.Break", options.Breaker.Break, IsBreakerTime(options.Breaker.Break), BreakerTimeRule),
            ("Breaker.MaxBreak", options.Breaker.MaxBreak, options.Breaker.MaxBreak >= options.Breaker.Break && options.Breaker.MaxBreak <= LongestBreakerTime, "must be at least Breaker.Break, and at most a day"),
        ];
    }

    private static bool IsBreakerTime(TimeSpan time) => time >= ShortestBreakerTime && time <= LongestBreakerTime;
}
