using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Routing;

/// <summary>The targets and contexts that routing tests judge.</summary>
internal static class TestTargets
{
    public static readonly RouteTarget Local = new("local", TargetLocation.Local, new(ChatCapabilities.None, ContextLength: 512));

    public static readonly RouteTarget Remote = new("remote", TargetLocation.Remote, new(ChatCapabilities.All));

    public static readonly RouteTarget[] Both = [Local, Remote];

    public static ChatRoutingContext Context(string message, ChatOptions? options = null) =>
        Context([new ChatMessage(ChatRole.User, message)], options);

    public static ChatRoutingContext Context(IEnumerable<ChatMessage> messages, ChatOptions? options = null, IPiiDetector? detector = null) =>
        new(messages, options, Both, detector);
}
