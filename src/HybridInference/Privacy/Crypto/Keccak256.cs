using System.Buffers.Binary;
using System.Numerics;

namespace HybridInference;

/// <summary>Keccak-256 of a short message, with the padding from before SHA-3.</summary>
/// <remarks>The Keccak reference, version 3.0, sections 1.2 and 1.3; FIPS 202 3.2 for the steps of the permutation.</remarks>
internal static class Keccak256
{
    public const int HashSize = 32;

    private const int Rate = 136;
    private const int Lanes = 25;

    private static readonly ulong[] RoundConstants =
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000, 0x000000000000808B, 0x0000000080000001,
        0x8000000080008081, 0x8000000000008009, 0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
        0x000000000000800A, 0x800000008000000A, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    private static readonly int[] Rotations = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

    private static readonly int[] LaneOrder = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

    /// <summary>Hashes a message shorter than one block.</summary>
    public static void Hash(ReadOnlySpan<byte> message, Span<byte> hash)
    {
        Span<byte> block = stackalloc byte[Rate];
        block.Clear();
        message.CopyTo(block);
        block[message.Length] = 1;
        block[Rate - 1] |= 0x80;
        Span<ulong> state = stackalloc ulong[Lanes];
        state.Clear();
        for (int i = 0; i < Rate / 8; i++)
        {
            state[i] = BinaryPrimitives.ReadUInt64LittleEndian(block[(i * 8)..]);
        }

        Permute(state);
        for (int i = 0; i < HashSize / 8; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(hash[(i * 8)..], state[i]);
        }
    }

    private static void Permute(Span<ulong> state)
    {
        Span<ulong> row = stackalloc ulong[5];
        foreach (ulong constant in RoundConstants)
        {
            Theta(state, row);
            RhoAndPi(state);
            Chi(state, row);
            state[0] ^= constant;
        }
    }

    private static void Theta(Span<ulong> state, Span<ulong> column)
    {
        for (int x = 0; x < 5; x++)
        {
            column[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
        }

        for (int i = 0; i < Lanes; i++)
        {
            state[i] ^= column[(i + 4) % 5] ^ BitOperations.RotateLeft(column[(i + 1) % 5], 1);
        }
    }

    private static void RhoAndPi(Span<ulong> state)
    {
        ulong lane = state[1];
        for (int i = 0; i < LaneOrder.Length; i++)
        {
            ulong next = state[LaneOrder[i]];
            state[LaneOrder[i]] = BitOperations.RotateLeft(lane, Rotations[i]);
            lane = next;
        }
    }

    private static void Chi(Span<ulong> state, Span<ulong> row)
    {
        for (int y = 0; y < Lanes; y += 5)
        {
            state.Slice(y, 5).CopyTo(row);
            for (int x = 0; x < 5; x++)
            {
                state[y + x] ^= ~row[(x + 1) % 5] & row[(x + 2) % 5];
            }
        }
    }
}
