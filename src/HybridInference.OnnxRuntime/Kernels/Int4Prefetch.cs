using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Fetches weights into the second cache before they are needed.</summary>
internal static unsafe class Int4Prefetch
{
    /// <summary>So many blocks ahead: 8 KiB of weights, more than what the memory delivers in the time in which it answers.</summary>
    private const int Ahead = 16;

    private const int Line = 64;

    /// <summary>Fetches as much as a block of a panel has, some blocks behind one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Block(byte* weights, float* scales)
    {
        byte* first = weights + (Ahead * Int4Weights.BlockBytes), last = (byte*)(scales + (Ahead * Int4Weights.PanelColumns));
        Sse.Prefetch1(first);
        Sse.Prefetch1(first + Line);
        Sse.Prefetch1(first + (2 * Line));
        Sse.Prefetch1(first + (3 * Line));
        Sse.Prefetch1(first + (4 * Line));
        Sse.Prefetch1(first + (5 * Line));
        Sse.Prefetch1(first + (6 * Line));
        Sse.Prefetch1(first + (7 * Line));
        Sse.Prefetch1(last);
        Sse.Prefetch1(last + Line);
    }
}
