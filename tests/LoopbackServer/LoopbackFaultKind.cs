namespace HybridInference.LoopbackServer;

/// <summary>What goes wrong in a reply.</summary>
public enum LoopbackFaultKind
{
    /// <summary>The connection is reset.</summary>
    Abort,

    /// <summary>Nothing more is sent until the client gives up.</summary>
    Hang,

    /// <summary>The body ends properly, as far as HTTP goes, but is not complete.</summary>
    End,

    /// <summary>Something that is not JSON is sent, then the body ends.</summary>
    Malformed,

    /// <summary>An error object is sent in place of the rest, with the status 200 already out.</summary>
    Error,
}
