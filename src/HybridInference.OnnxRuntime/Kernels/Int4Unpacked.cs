using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HybridInference.OnnxRuntime;

/// <summary>Some blocks of a panel with a byte for each weight, for many rows in turn. Stays in the first cache.</summary>
/// <remarks>For each step of a block come the even places of all columns, then the odd ones.</remarks>
internal static unsafe class Int4Unpacked
{
    /// <summary>The most blocks that are unpacked at once.</summary>
    public const int Blocks = 16;

    public const int BlockBytes = 2 * Int4Weights.BlockBytes;

    public const int Bytes = Blocks * BlockBytes;

    /// <summary>With fewer rows it takes less to unpack weights for each tile.</summary>
    public const int MinRows = 16;

    private const int StepBytes = Int4Weights.BlockBytes / Int4Weights.Steps;

    /// <summary>Unpacks blocks that lie one behind the other.</summary>
    [MethodImpl(Kernels.Loop)]
    public static void Unpack(byte* weights, int blocks, byte* to)
    {
        Vector256<byte> low = Vector256.Create((byte)15);
        for (byte* end = weights + ((nint)blocks * Int4Weights.BlockBytes); weights < end; weights += StepBytes, to += 2 * StepBytes)
        {
            for (nint i = 0; i < StepBytes; i += Vector256<byte>.Count)
            {
                Vector256<byte> pairs = Vector256.Load(weights + i);
                (pairs & low).Store(to + i);
                (Vector256.ShiftRightLogical(pairs.AsUInt16(), 4).AsByte() & low).Store(to + StepBytes + i);
            }
        }
    }
}
