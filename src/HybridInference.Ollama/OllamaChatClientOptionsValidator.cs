using Microsoft.Extensions.Options;

namespace HybridInference.Ollama;

/// <summary>Names the setting, the bad value and the remedy.</summary>
internal sealed class OllamaChatClientOptionsValidator : IValidateOptions<OllamaChatClientOptions>
{
    public ValidateOptionsResult Validate(string? name, OllamaChatClientOptions options)
    {
        string[] failures = [.. Failures(options).Select(failure => $"Ollama chat client '{name}': {failure}")];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(OllamaChatClientOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Model))
        {
            yield return $"{nameof(options.Model)} is '{options.Model}'. Set it to the name of a model that 'ollama list' shows.";
        }

        if (!IsServer(options.Endpoint))
        {
            yield return $"{nameof(options.Endpoint)} is '{Show(options.Endpoint)}', which is no plain http address on this machine. "
                + "Use one such as http://127.0.0.1:11434; an Ollama elsewhere is a remote target, by OllamaSharp's own client.";
        }

        if (options.ContextLength <= 0)
        {
            yield return $"{nameof(options.ContextLength)} is '{options.ContextLength}'. Set it to a positive number, or leave it out.";
        }
    }

    private static bool IsServer(Uri? endpoint) =>
        endpoint is not null && LoopbackHttpHandler.IsLoopback(endpoint) && (endpoint.Scheme == Uri.UriSchemeHttp || endpoint.Scheme == Uri.UriSchemeHttps)
        && endpoint.UserInfo.Length + endpoint.Query.Length + endpoint.Fragment.Length == 0;

    // A user or a query may hold a secret.
    private static string? Show(Uri? endpoint) => endpoint is { IsAbsoluteUri: true }
        ? endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : endpoint?.OriginalString;
}
