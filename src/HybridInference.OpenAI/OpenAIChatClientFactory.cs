using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace HybridInference.OpenAI;

/// <summary>Builds the SDK's client so that one call of ours is one request on the wire.</summary>
internal static class OpenAIChatClientFactory
{
    private const string NoKey = "none";

    public static IChatClient Create(OpenAIChatClientOptions options, HttpClient httpClient, LoopbackHttpHandler? loopback)
    {
        var client = new ChatClient(options.Model, new ApiKeyCredential(options.ApiKey ?? NoKey), ToClientOptions(options, httpClient));
        var capabilities = new TargetCapabilities(options.Capabilities, options.ContextLength) { UnsupportedOptions = options.UnsupportedOptions };
        return new DescribedChatClient(client.AsIChatClient(), capabilities, loopback);
    }

    private static OpenAIClientOptions ToClientOptions(OpenAIChatClientOptions options, HttpClient httpClient)
    {
        var clientOptions = new OpenAIClientOptions
        {
            OrganizationId = options.OrganizationId,
            ProjectId = options.ProjectId,
            NetworkTimeout = options.NetworkTimeout,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            Transport = new HttpClientPipelineTransport(httpClient),
            EnableDistributedTracing = false,
            ClientLoggingOptions = new() { EnableMessageContentLogging = false },
        };
        if (options.Endpoint is { } endpoint)
        {
            clientOptions.Endpoint = endpoint;
        }

        if (options.ApiKey is null)
        {
            clientOptions.AddPolicy(new NoAuthorizationPolicy(), PipelinePosition.BeforeTransport);
        }

        return clientOptions;
    }
}
