namespace HybridInference.LoopbackServer;

/// <summary>Where a reply goes wrong, and how.</summary>
/// <remarks>
/// A stream fails after so many chunks; what follows the text (tool calls, finish reason, usage) counts as a chunk each. A reply that
/// is not streamed has one body: it fails before the headers, after them, or, when the number of chunks is positive, in the middle of it.
/// </remarks>
public sealed record LoopbackFault
{
    private const int BeforeHeaders = -1;

    private LoopbackFault(LoopbackFaultKind kind, int afterChunks)
    {
        Kind = kind;
        AfterChunks = afterChunks;
    }

    public LoopbackFaultKind Kind { get; }

    /// <summary>Gets the number of chunks before the fault; zero when only the headers are sent, negative when nothing is.</summary>
    public int AfterChunks { get; }

    public bool IsBeforeHeaders => AfterChunks < 0;

    /// <summary>Resets the connection without an answer.</summary>
    public static LoopbackFault AbortBeforeHeaders { get; } = new(LoopbackFaultKind.Abort, BeforeHeaders);

    /// <summary>Accepts the request and never answers.</summary>
    public static LoopbackFault HangBeforeHeaders { get; } = new(LoopbackFaultKind.Hang, BeforeHeaders);

    /// <summary>Resets the connection after the headers and so many chunks.</summary>
    public static LoopbackFault AbortAfter(int chunks) => After(LoopbackFaultKind.Abort, chunks);

    /// <summary>Falls silent after the headers and so many chunks.</summary>
    public static LoopbackFault HangAfter(int chunks) => After(LoopbackFaultKind.Hang, chunks);

    /// <summary>Ends the body after so many chunks, without a finish reason.</summary>
    public static LoopbackFault EndAfter(int chunks) => After(LoopbackFaultKind.End, chunks);

    /// <summary>Sends broken JSON after so many chunks.</summary>
    public static LoopbackFault MalformedAfter(int chunks) => After(LoopbackFaultKind.Malformed, chunks);

    /// <summary>Sends an error object after so many chunks.</summary>
    public static LoopbackFault ErrorAfter(int chunks) => After(LoopbackFaultKind.Error, chunks);

    private static LoopbackFault After(LoopbackFaultKind kind, int chunks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(chunks);
        return new(kind, chunks);
    }
}
