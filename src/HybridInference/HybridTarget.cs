using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>A target together with the client that serves it.</summary>
/// <remarks>Immutable. A policy sees only <see cref="Route"/>; the client is reached by <see cref="HybridChatClient"/> alone.</remarks>
public sealed class HybridTarget
{
    private HybridTarget(RouteTarget route, IChatClient client, bool ownsClient)
    {
        Route = route;
        Client = client;
        OwnsClient = ownsClient;
    }

    /// <summary>Gets the target as policies see it.</summary>
    public RouteTarget Route { get; }

    /// <summary>Gets a value indicating whether the hybrid client disposes the target's client.</summary>
    public bool OwnsClient { get; }

    internal IChatClient Client { get; }

    /// <summary>Makes a target of a client that runs on this device.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The name of the target.</param>
    /// <param name="capabilities">
    /// What the target can do. When <see langword="null"/>, what the client says of itself, and otherwise text only.
    /// </param>
    /// <param name="ownsClient">Whether the hybrid client disposes the client.</param>
    /// <returns>The target.</returns>
    /// <exception cref="ArgumentException">
    /// The client's own metadata names an endpoint on another machine, see <see cref="LoopbackHttpHandler.IsLoopback(Uri)"/>, or one that the environment's proxy is
    /// asked for.
    /// </exception>
    public static HybridTarget Local(IChatClient client, string name = "local", TargetCapabilities? capabilities = null, bool ownsClient = false)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (LocalEndpoint.FindProblem(client, HttpClient.DefaultProxy) is { } problem)
        {
            throw new ArgumentException($"The target '{name}' is declared local, but {problem}", nameof(client));
        }

        return Create(client, name, TargetLocation.Local, capabilities, new TargetCapabilities(ChatCapabilities.None), ownsClient);
    }

    /// <summary>Makes a target of a client that sends requests to another machine.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The name of the target.</param>
    /// <param name="capabilities">
    /// What the target can do. When <see langword="null"/>, what the client says of itself, and otherwise everything.
    /// </param>
    /// <param name="ownsClient">Whether the hybrid client disposes the client.</param>
    /// <returns>The target.</returns>
    public static HybridTarget Remote(IChatClient client, string name = "remote", TargetCapabilities? capabilities = null, bool ownsClient = false)
    {
        ArgumentNullException.ThrowIfNull(client);
        return Create(client, name, TargetLocation.Remote, capabilities, new TargetCapabilities(ChatCapabilities.All), ownsClient);
    }

    private static HybridTarget Create(
        IChatClient client, string name, TargetLocation location, TargetCapabilities? given, TargetCapabilities otherwise, bool ownsClient)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        TargetCapabilities capabilities = given ?? client.GetService<TargetCapabilities>() ?? otherwise;

        // Only of a local client: another's counter may send the text to where it must not go before anything is decided.
        ITokenCounter? counter = location == TargetLocation.Local ? client.GetService<ITokenCounter>() : null;
        return new(
            new RouteTarget(name, location, capabilities) { AreCapabilitiesGiven = given is not null, TokenCounter = counter, State = client.GetService<ITargetState>() },
            client,
            ownsClient);
    }
}
