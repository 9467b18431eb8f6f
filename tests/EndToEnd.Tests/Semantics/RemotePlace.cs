namespace EndToEnd.Tests.Semantics;

/// <summary>What is behind the remote side's address.</summary>
internal enum RemotePlace
{
    /// <summary>The loopback server.</summary>
    Server,

    /// <summary>A port that nobody listens on.</summary>
    Refusing,

    /// <summary>A port whose queue of connections is full, so that connecting never ends.</summary>
    Silent,
}
