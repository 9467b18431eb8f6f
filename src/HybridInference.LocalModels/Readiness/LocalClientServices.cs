using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Finds what a client of a local model tells about itself, for its <see cref="IChatClient.GetService"/>.</summary>
internal static class LocalClientServices
{
    /// <param name="client">The client.</param>
    /// <param name="metadata">Its metadata.</param>
    /// <param name="state">Its state.</param>
    /// <param name="readCapabilities">Reads its capabilities, which may touch files, only where they are asked for.</param>
    /// <param name="serviceType">What is asked for.</param>
    /// <param name="serviceKey">A key, of which there is none.</param>
    public static object? Find(
        IChatClient client, ChatClientMetadata metadata, LocalTargetState state, Func<TargetCapabilities> readCapabilities, Type serviceType, object? serviceKey)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(TargetCapabilities) ? readCapabilities()
            : serviceType == typeof(ITargetState) ? state
            : serviceType == typeof(ChatClientMetadata) ? metadata
            : serviceType.IsInstanceOfType(client) ? client
            : null;
    }
}
