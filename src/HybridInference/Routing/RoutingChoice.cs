namespace HybridInference;

/// <summary>What a caller says about where one request may or should run.</summary>
public enum RoutingChoice
{
    /// <summary>Nothing: the policies decide.</summary>
    Automatic,

    /// <summary>On this device or not at all.</summary>
    LocalOnly,

    /// <summary>Remotely or not at all. Private data is still kept on the device, so such a request is then refused.</summary>
    RemoteOnly,

    /// <summary>On this device if possible.</summary>
    PreferLocal,

    /// <summary>Remotely if possible.</summary>
    PreferRemote,
}
