namespace HybridInference;

/// <summary>A place where a request can run, as policies see it: a name, a location and capabilities, never a client.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Name">A name unique within one hybrid client, of low cardinality: it is a metric tag.</param>
/// <param name="Location">Where the target runs.</param>
/// <param name="Capabilities">What the target can do, unless its <see cref="State"/> tells more.</param>
public sealed record RouteTarget(string Name, TargetLocation Location, TargetCapabilities Capabilities)
{
    /// <summary>Gets what the target can do: what the application says, else what <see cref="State"/> tells now, else what the client said at first.</summary>
    public TargetCapabilities Capabilities
    {
        get => AreCapabilitiesGiven ? field : State?.Capabilities ?? field;
        init;
    } = Capabilities;

    /// <summary>Gets what a target on this device tells about itself; <see langword="null"/> when it tells nothing.</summary>
    public ITargetState? State { get; init; }

    /// <summary>Gets a value indicating whether what is sent to this target leaves the machine.</summary>
    public bool IsRemote => Location == TargetLocation.Remote;

    /// <summary>Gets whether the application itself said what the target can do.</summary>
    internal bool AreCapabilitiesGiven { get; init; }

    /// <summary>Gets what counts the tokens of a request on this machine; null where nothing does.</summary>
    internal ITokenCounter? TokenCounter { get; init; }

    /// <summary>Returns the name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
