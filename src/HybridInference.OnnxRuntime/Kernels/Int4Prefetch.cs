using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Fetches weights before they are needed.</summary>
internal static unsafe class Int4Prefetch
{
    /// <summary>So many blocks ahead: about as many bytes as the memory delivers in the time in which it answers.</summary>
    private const int Ahead = 8;

    private const int Line = 64;

    /// <summary>Fetches as much as a block of a panel has, some blocks behind one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Block(byte* weights, float* scales)
    {
        byte* first = weights + (Ahead * Int4Weights.BlockBytes), last = (byte*)(scales + (Ahead * Int4Weights.PanelColumns));
        Sse.Prefetch0(first);
        Sse.Prefetch0(first + Line);
        Sse.Prefetch0(first + (2 * Line));
        Sse.Prefetch0(first + (3 * Line));
        Sse.Prefetch0(first + (4 * Line));
        Sse.Prefetch0(first + (5 * Line));
        Sse.Prefetch0(first + (6 * Line));
        Sse.Prefetch0(first + (7 * Line));
        Sse.Prefetch0(last);
        Sse.Prefetch0(last + Line);
    }
}
