using Microsoft.Extensions.AI;

namespace HybridInference.OpenAI;

/// <summary>Tells of a client what it does not know itself: what the model can do, and what keeps its requests on this machine, if something does.</summary>
internal sealed class DescribedChatClient(IChatClient innerClient, TargetCapabilities capabilities, LoopbackHttpHandler? loopback)
    : DelegatingChatClient(innerClient)
{
    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? base.GetService(serviceType, serviceKey)
        : serviceType == typeof(TargetCapabilities) ? capabilities
        : serviceType == typeof(LoopbackHttpHandler) ? loopback
        : base.GetService(serviceType);
}
