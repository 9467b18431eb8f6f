using Microsoft.Extensions.AI;

namespace HybridInference.OpenAI;

/// <summary>Tells the capabilities of a client that does not know its own.</summary>
internal sealed class TargetCapabilitiesChatClient(IChatClient innerClient, TargetCapabilities capabilities)
    : DelegatingChatClient(innerClient)
{
    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(TargetCapabilities) && serviceKey is null ? capabilities : base.GetService(serviceType, serviceKey);
}
