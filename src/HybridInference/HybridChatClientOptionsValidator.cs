using System.Runtime.CompilerServices;
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
        Rules(options).Concat(TimeLimitRules(options)).Where(rule => !rule.Holds).Select(rule => FormattableString.Invariant($"{nameof(HybridChatClientOptions)}.{rule.Setting} is {rule.Value}, but it {rule.Text}."));

    private static IEnumerable<Rule> Rules(HybridChatClientOptions options) =>
    [
        Require(options.PreferRemoteAboveTokens, options.PreferRemoteAboveTokens >= 0, "must not be negative"),
        Require(options.MaxAttempts, options.MaxAttempts is >= 1 and <= MaxAttemptsLimit, $"must be between 1 and {MaxAttemptsLimit}"),
        Require(options.StreamInterruption, Enum.IsDefined(options.StreamInterruption), "must be Fail, Restart or Continue"),
        Require(options.HoldBack.Characters, options.HoldBack.Characters is null or >= 1, "must be at least 1; leave it out to hold nothing back"),
        Require(options.Hedging.MaxShare, options.Hedging.MaxShare is > 0 and <= 1, $"must be more than 0 and at most 1; set {nameof(options.Hedging)}.{nameof(options.Hedging.Enabled)} to false to hedge nothing"),
        Require(options.PolicyTimeout, options.PolicyTimeout > TimeSpan.Zero, "must be more than zero"),
        Require(options.Privacy.LocalWaitLimit, options.Privacy.LocalWaitLimit > TimeSpan.Zero, "must be more than zero"),
        RequireUnreadableStaysWhole(options),
        Require(options.Stickiness.Margin, options.Stickiness.Margin >= 1, "must be at least 1"),
        Require(options.Stickiness.IdleTimeout, options.Stickiness.IdleTimeout > TimeSpan.Zero, "must be more than zero"),
        Require(options.Breaker.Failures, options.Breaker.Failures >= 2, "must be at least 2"),
        Require(options.Breaker.Window, IsBreakerTime(options.Breaker.Window), BreakerTimeRule),
        Require(options.Breaker.Break, IsBreakerTime(options.Breaker.Break), BreakerTimeRule),
        Require(options.Breaker.MaxBreak, options.Breaker.MaxBreak >= options.Breaker.Break && options.Breaker.MaxBreak <= LongestBreakerTime, $"must be at least {nameof(options.Breaker)}.{nameof(options.Breaker.Break)}, and at most a day"),
    ];

    private static IEnumerable<Rule> TimeLimitRules(HybridChatClientOptions options) =>
    [
        RequireTimeLimit(options.Timeout),
        RequireTimeLimit(options.HoldBack.Time),
        RequireTimeLimit(options.Hedging.After),
        RequireTimeLimit(options.LocalTimeLimits.FirstContent),
        RequireTimeLimit(options.LocalTimeLimits.BetweenUpdates),
        RequireTimeLimit(options.LocalTimeLimits.WholeAnswer),
        RequireTimeLimit(options.RemoteTimeLimits.FirstContent),
        RequireTimeLimit(options.RemoteTimeLimits.BetweenUpdates),
        RequireTimeLimit(options.RemoteTimeLimits.WholeAnswer),
    ];

    private static Rule RequireUnreadableStaysWhole(HybridChatClientOptions options)
    {
        _ = options.Privacy.Handling.TryGetValue(PiiCategories.Unreadable, out PrivateDataHandling handling);
        return new(
            $"{nameof(options.Privacy)}.{nameof(options.Privacy.Handling)}[{PiiCategories.Unreadable}]",
            handling,
            handling != PrivateDataHandling.RedactThenRemote,
            "cannot be: what nobody can read cannot be redacted");
    }

    private static Rule RequireTimeLimit(TimeSpan? limit, [CallerArgumentExpression(nameof(limit))] string expression = "") =>
        Require(limit, limit is null || (limit > TimeSpan.Zero && limit <= LongestTimeLimit), TimeLimitRule, expression);

    /// <summary>Makes a rule for a setting, whose name is what stands after <c>options.</c> at the call.</summary>
    private static Rule Require(object? value, bool holds, string text, [CallerArgumentExpression(nameof(value))] string expression = "") =>
        new(expression[(expression.IndexOf('.') + 1)..], value, holds, text);

    private static bool IsBreakerTime(TimeSpan time) => time >= ShortestBreakerTime && time <= LongestBreakerTime;

    private readonly record struct Rule(string Setting, object? Value, bool Holds, string Text);
}
