namespace EndToEnd.Tests.Semantics;

/// <summary>What a fault of the remote side means for a public request that is tried there first.</summary>
internal enum RemoteEffect
{
    /// <summary>None: the remote answer is complete.</summary>
    Answers,

    /// <summary>The remote answer ends early, without an error.</summary>
    Truncates,

    /// <summary>The failure is thrown at once.</summary>
    Throws,

    /// <summary>Part of the answer is out: it is interrupted.</summary>
    Interrupts,

    /// <summary>The request goes on to the local side.</summary>
    GoesOn,
}
