using System.Net;

namespace HybridInference.Ollama;

/// <summary>Throws for an answer that is an error, by its status and what Ollama says of it. Ollama's own words stay out of the exception.</summary>
internal sealed class OllamaErrorHandler(HttpMessageHandler innerHandler, string model) : DelegatingHandler(innerHandler)
{
    private const int LongestError = 4_096;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw CreateException(response.StatusCode, await ReadAsync(response, cancellationToken).ConfigureAwait(false));
        }
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            using var reader = new StreamReader(body);
            char[] text = new char[LongestError];
            int length = await reader.ReadBlockAsync(text, cancellationToken).ConfigureAwait(false);
            return new(text, 0, length);
        }
    }

    private OllamaRequestException CreateException(HttpStatusCode status, string error) => status switch
    {
        HttpStatusCode.NotFound => new(FailureKind.LocalFatal, $"Ollama has no model '{model}'. Get it with 'ollama pull {model}'.", status),
        HttpStatusCode.BadRequest when Says(error, "does not support") || Says(error, "context length") =>
            new(FailureKind.Capability, $"The model '{model}' of Ollama cannot do what the request asks for: tools, images, thinking or so long a prompt.", status),
        HttpStatusCode.InternalServerError when Says(error, "system memory") || Says(error, "out of memory") =>
            new(FailureKind.LocalFatal, $"The model '{model}' of Ollama does not fit into memory.", status) { IsOutOfMemory = true },
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
            new(FailureKind.Transient, $"Ollama cannot serve the model '{model}' now: status {(int)status}.", status),
        _ => new(FailureKind.Permanent, $"Ollama refused the request for the model '{model}': status {(int)status}.", status),
    };

    private static bool Says(string error, string words) => error.Contains(words, StringComparison.OrdinalIgnoreCase);
}
