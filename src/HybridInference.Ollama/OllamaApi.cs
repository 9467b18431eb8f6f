using System.Net;
using System.Text.Json;

namespace HybridInference.Ollama;

/// <summary>Asks Ollama about one model.</summary>
internal sealed class OllamaApi(HttpClient httpClient, OllamaChatClientOptions options)
{
    /// <summary>Asks what Ollama has.</summary>
    /// <exception cref="HttpRequestException">Ollama cannot be reached, or cannot say.</exception>
    /// <exception cref="JsonException">The server is not Ollama.</exception>
    public async Task<OllamaModel> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            using JsonDocument shown = await SendAsync(HttpMethod.Post, "api/show", CreateQuestion(options.Model!), cancellationToken).ConfigureAwait(false);
            using JsonDocument running = await SendAsync(HttpMethod.Get, "api/ps", content: null, cancellationToken).ConfigureAwait(false);
            return OllamaModelReader.Read(options.Model!, shown.RootElement, running.RootElement, options);
        }
        catch (OllamaRequestException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return new(ReadinessState.NotDownloaded) { Cause = exception.Message };
        }
    }

    private async Task<JsonDocument> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using HttpResponseMessage response = await httpClient.SendAsync(request, cancellationToken).ConfigureAwait(false);
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static ByteArrayContent CreateQuestion(string model)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("model", model);
            writer.WriteEndObject();
        }

        return new(body.ToArray()) { Headers = { ContentType = new("application/json") } };
    }
}
