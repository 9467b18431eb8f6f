using Microsoft.Extensions.Options;

namespace HybridInference.OnnxRuntime;

/// <summary>Checks the options without touching the file system.</summary>
internal sealed class OnnxChatClientOptionsValidator : IValidateOptions<OnnxChatClientOptions>
{
    public ValidateOptionsResult Validate(string? name, OnnxChatClientOptions options)
    {
        List<string> failures = [];
        if (string.IsNullOrWhiteSpace(options.ModelPath))
        {
            failures.Add($"{nameof(options.ModelPath)} is '{options.ModelPath}'. Set it to the path of a model folder.");
        }

        RequirePositive(failures, nameof(options.MaxOutputTokens), options.MaxOutputTokens);
        RequirePositive(failures, nameof(options.IntraOpThreads), options.IntraOpThreads);
        RequirePositive(failures, nameof(options.PrefillChunkSize), options.PrefillChunkSize);
        RequireNotNegative(failures, nameof(options.MaxKeptSequences), options.MaxKeptSequences);
        RequireNotNegative(failures, nameof(options.MaxKeptBytes), options.MaxKeptBytes);
        if (options.UnloadAfter <= TimeSpan.Zero)
        {
            failures.Add($"{nameof(options.UnloadAfter)} is {options.UnloadAfter}. Set it to more than zero, or leave it unset.");
        }

        string of = string.IsNullOrEmpty(name) ? "" : $" of '{name}'";
        return failures.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(failures.Select(failure => $"{nameof(OnnxChatClientOptions)}{of}: {failure}"));
    }

    private static void RequireNotNegative(List<string> failures, string setting, long value)
    {
        if (value < 0)
        {
            failures.Add($"{setting} is {value}. Set it to 0 or more.");
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
