using Microsoft.Extensions.Options;

namespace HybridInference.OnnxRuntime;

/// <summary>Checks the options without touching the file system.</summary>
internal sealed class OnnxChatClientOptionsValidator : IValidateOptions<OnnxChatClientOptions>
{
    /// <exception cref="OptionsValidationException">An option is missing or outside its range.</exception>
    public static void ThrowIfInvalid(OnnxChatClientOptions options)
    {
        ValidateOptionsResult result = new OnnxChatClientOptionsValidator().Validate(Options.DefaultName, options);
        if (result.Failed)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(OnnxChatClientOptions), result.Failures);
        }
    }

    public ValidateOptionsResult Validate(string? name, OnnxChatClientOptions options)
    {
        List<string> failures = [];
        if (string.IsNullOrWhiteSpace(options.ModelPath))
        {
            failures.Add($"{nameof(options.ModelPath)} is '{options.ModelPath}'. Set it to the path of a model folder.");
        }

        if (options.OptimizedModelCachePath is not null && string.IsNullOrWhiteSpace(options.OptimizedModelCachePath))
        {
            failures.Add($"{nameof(options.OptimizedModelCachePath)} is empty. Set it to the path of a folder, or leave it unset.");
        }

        RequirePositive(failures, nameof(options.MaxOutputTokens), options.MaxOutputTokens);
        RequirePositive(failures, nameof(options.IntraOpThreads), options.IntraOpThreads);
        RequirePositive(failures, nameof(options.PrefillChunkSize), options.PrefillChunkSize);
        RequireNotNegative(failures, nameof(options.MaxKeptSequences), options.MaxKeptSequences);
        RequireNotNegative(failures, nameof(options.MaxKeptBytes), options.MaxKeptBytes);
        RequirePositive(failures, nameof(options.MaxConcurrentRequests), options.MaxConcurrentRequests);
        RequireNotNegative(failures, nameof(options.MaxConcurrentBytes), options.MaxConcurrentBytes);
        if (options.MaxDraftTokens is < 0 or > DraftAllowance.Longest)
        {
            failures.Add($"{nameof(options.MaxDraftTokens)} is {options.MaxDraftTokens}. Set it to 0 to {DraftAllowance.Longest}.");
        }

        if (options.ExecutionProvider is { } provider && !ExecutionProviders.IsKnown(provider))
        {
            failures.Add($"{nameof(options.ExecutionProvider)} is '{provider}'. Set it to one of {ExecutionProviders.Names}, or leave it unset for the CPU.");
        }

        CheckTimes(failures, options);
        string of = string.IsNullOrEmpty(name) ? "" : $" of '{name}'";
        return failures.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(failures.Select(failure => $"{nameof(OnnxChatClientOptions)}{of}: {failure}"));
    }

    private static void CheckTimes(List<string> failures, OnnxChatClientOptions options)
    {
        RequireNotNegative(failures, nameof(options.LoadRetryDelay), options.LoadRetryDelay);
        RequireNotNegative(failures, nameof(options.UpdateInterval), options.UpdateInterval);
        RequireTime(failures, nameof(options.UnloadAfter), options.UnloadAfter, "leave it unset");
        RequireTime(failures, nameof(options.OptimizedModelCacheMaxAge), options.OptimizedModelCacheMaxAge, "to null to keep entries for ever");
    }

    private static void RequireNotNegative(List<string> failures, string setting, long value)
    {
        if (value < 0)
        {
            failures.Add($"{setting} is {value}. Set it to 0 or more.");
        }
    }

    private static void RequireNotNegative(List<string> failures, string setting, TimeSpan value)
    {
        if (value < TimeSpan.Zero)
        {
            failures.Add($"{setting} is {value}. Set it to zero or more.");
        }
    }

    private static void RequireTime(List<string> failures, string setting, TimeSpan? value, string otherwise)
    {
        if (value <= TimeSpan.Zero)
        {
            failures.Add($"{setting} is {value}. Set it to more than zero, or {otherwise}.");
        }
    }

    private static void RequirePositive(List<string> failures, string setting, int? value)
    {
        if (value <= 0)
        {
            failures.Add($"{setting} is {value}. Set it to 1 or more.");
        }
    }
}
