using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>The tokens that may come next: a list where they are few, otherwise a bit for each token. Immutable.</summary>
internal sealed class TokenMask
{
    private static readonly Vector<uint> LaneBits = CreateLaneBits();

    private readonly ulong[] _bits;
    private readonly int[]? _tokens;

    /// <summary>Initializes the mask.</summary>
    /// <param name="bits">A bit for each token, which is copied.</param>
    /// <param name="maxCost">The highest cost of what follows after one of the tokens.</param>
    public TokenMask(ReadOnlySpan<ulong> bits, int maxCost)
    {
        MaxCost = maxCost;
        Count = (int)TensorPrimitives.PopCount<ulong>(bits);
        bool isList = Count <= 2 * bits.Length;
        _tokens = isList ? List(bits, Count) : null;
        _bits = isList ? [] : bits.ToArray();
    }

    /// <summary>Gets how many tokens there are.</summary>
    public int Count { get; }

    /// <summary>Gets the highest cost of what follows after one of the tokens.</summary>
    public int MaxCost { get; }

    /// <summary>Gets the bytes that the mask occupies.</summary>
    public int Bytes => sizeof(ulong) * _bits.Length + sizeof(int) * (_tokens?.Length ?? 0);

    /// <summary>Gets whether the tokens are listed, as they are few.</summary>
    public bool IsList => _tokens is not null;

    /// <summary>Gets the tokens in ascending order, where they are listed.</summary>
    public ReadOnlySpan<int> Tokens => _tokens;

    public bool Contains(int token) =>
        _tokens is not null ? Array.BinarySearch(_tokens, token) >= 0 : (_bits[token >> 6] >> (token & 63) & 1) != 0;

    /// <summary>Adds the tokens to a set with a bit for each.</summary>
    public void AddTo(Span<ulong> bits)
    {
        if (_tokens is null)
        {
            TensorPrimitives.BitwiseOr(bits, _bits, bits);
            return;
        }

        foreach (int token in _tokens)
        {
            bits[token >> 6] |= 1UL << (token & 63);
        }
    }

    /// <summary>Makes all other tokens impossible; only where the tokens are not listed.</summary>
    public void Apply(Span<float> logits)
    {
        for (int word = 0; word < _bits.Length && word << 6 < logits.Length; word++)
        {
            Span<float> block = logits[(word << 6)..Math.Min(logits.Length, (word + 1) << 6)];
            if (_bits[word] == 0)
            {
                block.Fill(float.NegativeInfinity);
            }
            else if (_bits[word] != ulong.MaxValue)
            {
                Apply(_bits[word], block);
            }
        }

        int known = Math.Min(logits.Length, _bits.Length << 6);
        logits[known..].Fill(float.NegativeInfinity);
    }

    private static void Apply(ulong bits, Span<float> block)
    {
        // A vector at a time: each lane looks at its own bit.
        int start = 0;
        foreach (ref Vector<float> vector in MemoryMarshal.Cast<float, Vector<float>>(block))
        {
            var allowed = new Vector<uint>((uint)(bits >> start)) & LaneBits;
            vector = Vector.ConditionalSelect(Vector.Equals(allowed, LaneBits).As<uint, float>(), vector, new Vector<float>(float.NegativeInfinity));
            start += Vector<float>.Count;
        }

        for (; start < block.Length; start++)
        {
            block[start] = (bits >> start & 1) != 0 ? block[start] : float.NegativeInfinity;
        }
    }

    private static Vector<uint> CreateLaneBits()
    {
        Span<uint> lanes = stackalloc uint[Vector<uint>.Count];
        for (int i = 0; i < lanes.Length; i++)
        {
            lanes[i] = 1U << i;
        }

        return new Vector<uint>(lanes);
    }

    private static int[] List(ReadOnlySpan<ulong> bits, int count)
    {
        var tokens = new int[count];
        int next = 0;
        for (int word = 0; word < bits.Length; word++)
        {
            for (ulong rest = bits[word]; rest != 0; rest &= rest - 1)
            {
                tokens[next++] = (word << 6) + BitOperations.TrailingZeroCount(rest);
            }
        }

        return tokens;
    }
}
