using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntime;

/// <summary>What the threads of a <see cref="ComputeTeam"/> share. What they write at different times lies on different cache lines.</summary>
[StructLayout(LayoutKind.Explicit, Size = 5 * Line)]
internal unsafe struct ComputeTeamState
{
    /// <summary>Two lines of the processor, as those are often fetched in pairs.</summary>
    private const int Line = 128;

    /// <summary>A <see cref="ComputeTicket"/>.</summary>
    [FieldOffset(Line)]
    public long Ticket;

    [FieldOffset(Line + 8)]
    public delegate*<void*, int, void> Call;

    [FieldOffset(Line + 16)]
    public void* Argument;

    /// <summary>What the next section will read.</summary>
    [FieldOffset(Line + 24)]
    public ComputeFetch Next;

    /// <summary>The parts of the present section that helpers have done.</summary>
    [FieldOffset(2 * Line)]
    public int Done;

    /// <summary>1 while a thread leads.</summary>
    [FieldOffset(3 * Line)]
    public int IsLed;

    /// <summary>1 while the leader sleeps, or is about to.</summary>
    [FieldOffset(3 * Line + 8)]
    public int IsLeaderAsleep;

    /// <summary>The helpers that sleep, or are about to.</summary>
    [FieldOffset(3 * Line + 4)]
    public int Sleepers;
}
