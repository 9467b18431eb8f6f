namespace HybridInference;

/// <summary>Remembers which target served a conversation last. Keeps hashes, names and times only. Bounded and thread-safe.</summary>
internal sealed class StickyTargets(TimeSpan idleTimeout, TimeProvider timeProvider)
{
    private const int Capacity = 8192;

    private readonly BoundedMemory<(string Target, long Since)> _targets = new(Capacity);

    /// <summary>Finds the target of a conversation that has not rested for too long.</summary>
    public string? Find(ChatRoutingContext context) =>
        !_targets.IsEmpty
        && ConversationKey.Of(context.Messages, context.Options) is { } key
        && _targets.TryGet(key, out (string Target, long Since) last)
        && timeProvider.GetElapsedTime(last.Since) < idleTimeout
            ? last.Target
            : null;

    /// <summary>Remembers the target that served a conversation now.</summary>
    public void Keep(ChatRoutingContext context, string target)
    {
        if (ConversationKey.Of(context.Messages, context.Options) is { } key)
        {
            _targets.Set(key, (target, timeProvider.GetTimestamp()));
        }
    }
}
