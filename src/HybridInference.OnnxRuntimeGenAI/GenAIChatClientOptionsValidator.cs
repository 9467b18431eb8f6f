using Microsoft.Extensions.Options;

namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>Checks the options without touching the file system.</summary>
internal sealed class GenAIChatClientOptionsValidator : IValidateOptions<GenAIChatClientOptions>
{
    public ValidateOptionsResult Validate(string? name, GenAIChatClientOptions options)
    {
        string[] failures = [.. FindFailures(options)];
        string of = string.IsNullOrEmpty(name) ? "" : $" of '{name}'";
        return failures.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(failures.Select(failure => $"{nameof(GenAIChatClientOptions)}{of}: {failure}"));
    }

    /// <exception cref="OptionsValidationException">An option is missing or outside its range.</exception>
    public static void ThrowIfInvalid(GenAIChatClientOptions options)
    {
        ValidateOptionsResult result = new GenAIChatClientOptionsValidator().Validate(Options.DefaultName, options);
        if (result.Failed)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(GenAIChatClientOptions), result.Failures);
        }
    }

    private static IEnumerable<string> FindFailures(GenAIChatClientOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ModelPath))
        {
            yield return $"{nameof(options.ModelPath)} is '{options.ModelPath}'. Set it to the path of a model folder.";
        }

        if (options.ExecutionProvider is not null && string.IsNullOrWhiteSpace(options.ExecutionProvider))
        {
            yield return $"{nameof(options.ExecutionProvider)} is empty. Set it to a name such as \"cuda\", or leave it unset for what the folder says.";
        }

        if (options.MaxOutputTokens <= 0)
        {
            yield return $"{nameof(options.MaxOutputTokens)} is {options.MaxOutputTokens}. Set it to 1 or more.";
        }

        if (options.PrefillChunkSize <= 0)
        {
            yield return $"{nameof(options.PrefillChunkSize)} is {options.PrefillChunkSize}. Set it to 1 or more.";
        }

        if (options.MaxKeptSequences < 0)
        {
            yield return $"{nameof(options.MaxKeptSequences)} is {options.MaxKeptSequences}. Set it to 0 or more.";
        }

        if (options.LoadRetryDelay < TimeSpan.Zero)
        {
            yield return $"{nameof(options.LoadRetryDelay)} is {options.LoadRetryDelay}. Set it to zero or more.";
        }

        if (options.UpdateInterval < TimeSpan.Zero)
        {
            yield return $"{nameof(options.UpdateInterval)} is {options.UpdateInterval}. Set it to zero or more.";
        }

        if (options.UnloadAfter <= TimeSpan.Zero)
        {
            yield return $"{nameof(options.UnloadAfter)} is {options.UnloadAfter}. Set it to more than zero, or leave it unset.";
        }
    }
}
