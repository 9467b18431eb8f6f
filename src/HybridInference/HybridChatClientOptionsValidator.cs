using Microsoft.Extensions.Options;

namespace HybridInference;

/// <summary>Checks <see cref="HybridChatClientOptions"/>; each message names the setting, the bad value and the rule.</summary>
internal sealed class HybridChatClientOptionsValidator : IValidateOptions<HybridChatClientOptions>
{
    private const int MaxAttemptsLimit = 10;

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

    private static IEnumerable<string> Problems(HybridChatClientOptions options)
    {
        if (options.PreferRemoteAboveTokens < 0)
        {
            yield return Problem(nameof(options.PreferRemoteAboveTokens), options.PreferRemoteAboveTokens, "must not be negative");
        }

        if (options.MaxAttempts is < 1 or > MaxAttemptsLimit)
        {
            yield return Problem(nameof(options.MaxAttempts), options.MaxAttempts, $"must be between 1 and {MaxAttemptsLimit}");
        }

        if (options.PolicyTimeout <= TimeSpan.Zero)
        {
            yield return Problem(nameof(options.PolicyTimeout), options.PolicyTimeout, "must be more than zero");
        }

        if (options.Privacy.LocalWaitLimit <= TimeSpan.Zero)
        {
            yield return Problem($"{nameof(options.Privacy)}.{nameof(PrivacyOptions.LocalWaitLimit)}", options.Privacy.LocalWaitLimit, "must be more than zero");
        }

        if (options.Privacy.Handling.TryGetValue(PiiCategories.Unreadable, out PrivateDataHandling handling) && handling == PrivateDataHandling.RedactThenRemote)
        {
            yield return Problem($"{nameof(options.Privacy)}.{nameof(PrivacyOptions.Handling)}[{PiiCategories.Unreadable}]", handling, "cannot be: what nobody can read cannot be redacted");
        }
    }

    private static string Problem(string setting, object value, string rule) =>
        FormattableString.Invariant($"{nameof(HybridChatClientOptions)}.{setting} is {value}, but it {rule}.");
}
