namespace HybridInference.LoopbackServer;

/// <summary>How a request ended, as the server saw it.</summary>
public enum LoopbackOutcome
{
    /// <summary>The whole reply was written.</summary>
    Replied,

    /// <summary>The reply's own fault ended it, or the server was stopped.</summary>
    Faulted,

    /// <summary>The client closed the connection first.</summary>
    ClientClosed,
}
