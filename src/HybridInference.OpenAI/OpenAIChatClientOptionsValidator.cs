using Microsoft.Extensions.Options;

namespace HybridInference.OpenAI;

/// <summary>Names the setting and the bad value, but never the key.</summary>
internal sealed class OpenAIChatClientOptionsValidator : IValidateOptions<OpenAIChatClientOptions>
{
    private const string TimeLimitRule = "Set it to a positive time of at most 24 days";

    public ValidateOptionsResult Validate(string? name, OpenAIChatClientOptions options)
    {
        string[] failures = [.. Failures(options).Select(failure => $"OpenAI chat client '{name}': {failure}")];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(OpenAIChatClientOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Model))
        {
            yield return $"{nameof(options.Model)} is '{options.Model}'. Set it to the name of a model.";
        }

        if (!IsTimeLimit(options.NetworkTimeout))
        {
            yield return $"{nameof(options.NetworkTimeout)} is '{options.NetworkTimeout}'. {TimeLimitRule}.";
        }

        if (options.ConnectTimeout is { } connectTimeout && !IsTimeLimit(connectTimeout))
        {
            yield return $"{nameof(options.ConnectTimeout)} is '{connectTimeout}'. {TimeLimitRule}, or leave it out.";
        }

        if (options.ContextLength <= 0)
        {
            yield return $"{nameof(options.ContextLength)} is '{options.ContextLength}'. Set it to a positive number, or leave it out.";
        }

        if (EndpointFailure(options) is { } endpointFailure)
        {
            yield return endpointFailure;
        }
        else if (ApiKeyFailure(options) is { } apiKeyFailure)
        {
            yield return apiKeyFailure;
        }
    }

    private static bool IsTimeLimit(TimeSpan time) => time > TimeSpan.Zero && time.TotalMilliseconds <= int.MaxValue;

    private static string? EndpointFailure(OpenAIChatClientOptions options)
    {
        if (options.Endpoint is not { } endpoint)
        {
            return null;
        }

        if (!IsHttp(endpoint))
        {
            return $"{nameof(options.Endpoint)} is '{Show(endpoint)}'. Set it to an absolute address that starts with https:// or http://.";
        }

        if (endpoint.UserInfo.Length + endpoint.Query.Length + endpoint.Fragment.Length > 0)
        {
            return $"{nameof(options.Endpoint)} '{Show(endpoint)}' has a user, a query or a fragment (not shown). Leave only the path.";
        }

        return endpoint.Scheme == Uri.UriSchemeHttps || options.IsOnThisMachine || options.AllowUnencrypted
            ? null
            : $"{nameof(options.Endpoint)} is '{Show(endpoint)}', which is another machine without encryption. "
                + $"Use https, or set {nameof(options.AllowUnencrypted)} if the network between is yours.";
    }

    private static string? ApiKeyFailure(OpenAIChatClientOptions options)
    {
        if (options.ApiKey is { } key && !IsToken(key))
        {
            return $"{nameof(options.ApiKey)} (not shown) is empty or has a character that no key has, such as a space or a line break.";
        }

        return options.ApiKey is not null || options.AllowMissingApiKey || options.IsOnThisMachine
            ? null
            : $"{nameof(options.ApiKey)} is not set, and {nameof(options.Endpoint)} is "
                + $"'{(options.Endpoint is { } endpoint ? Show(endpoint) : "OpenAI's own")}', which is another machine. "
                + $"Set the key, or {nameof(options.AllowMissingApiKey)} if the server asks for none.";
    }

    private static bool IsHttp(Uri endpoint) =>
        endpoint.IsAbsoluteUri && (endpoint.Scheme == Uri.UriSchemeHttps || endpoint.Scheme == Uri.UriSchemeHttp);

    // A user or a query may hold a secret.
    private static string Show(Uri endpoint) => endpoint.IsAbsoluteUri
        ? endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : endpoint.OriginalString;

    private static bool IsToken(string key) => key.Length > 0 && key.All(static c => c is > ' ' and <= '~');
}
