using System.Net;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Judges whether a client that is declared local calls this machine, as far as it tells where it sends its requests.</summary>
internal static class LocalEndpoint
{
    /// <summary>Finds what speaks against a client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="proxy">The proxy that HTTP clients use by default.</param>
    /// <returns>The problem and its remedy; <see langword="null"/> when there is none, or the client calls nobody.</returns>
    public static string? FindProblem(IChatClient client, IWebProxy proxy)
    {
        if (client.GetService<ChatClientMetadata>()?.ProviderUri is not { IsAbsoluteUri: true, IsFile: false } endpoint)
        {
            return null;
        }

        if (!LoopbackHttpHandler.IsLoopback(endpoint))
        {
            return $"its endpoint is on '{endpoint.Host}'. Declare it remote, so that private data is not sent there.";
        }

        // Of a client of somebody else nobody knows whether it takes the proxy.
        return client.GetService<LoopbackHttpHandler>() is null && IsProxied(endpoint, proxy)
            ? $"this process sends requests for '{endpoint.Host}' to a proxy. Add the host to the variable NO_PROXY, or give the client a {nameof(LoopbackHttpHandler)}."
            : null;
    }

    private static bool IsProxied(Uri endpoint, IWebProxy proxy) =>
        !proxy.IsBypassed(endpoint) && proxy.GetProxy(endpoint) is { } address && address != endpoint;
}
