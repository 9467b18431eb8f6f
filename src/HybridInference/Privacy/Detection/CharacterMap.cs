using System.Buffers;
using System.Numerics;

namespace HybridInference;

/// <summary>Where in a text the characters of each kind stand, a bit for each character. The text is read block by block, as far as it is asked for.</summary>
internal sealed class CharacterMap
{
    private const int Kinds = 4;
    private const int MostKept = 16_384;

    private ulong[] _bits = [];
    private int _length;
    private int _blocks;
    private int _known;

    /// <summary>Starts with a new text.</summary>
    public void Start(int length)
    {
        _length = length;
        _blocks = (length + CharacterBlock.Length - 1) / CharacterBlock.Length;
        _known = 0;
        if (_bits.Length < _blocks * Kinds)
        {
            Return();
            _bits = ArrayPool<ulong>.Shared.Rent(_blocks * Kinds);
        }
    }

    /// <summary>Gives the memory back where it is more than a long prompt needs.</summary>
    public void Trim()
    {
        if (_bits.Length > MostKept)
        {
            Return();
        }
    }

    private void Return()
    {
        if (_bits.Length > 0)
        {
            ArrayPool<ulong>.Shared.Return(_bits);
            _bits = [];
        }
    }

    /// <summary>Returns the first place from another on that has a character of a kind, or the length of the text.</summary>
    public int Next(ReadOnlySpan<char> text, CharacterKind kind, int from) => Find(text, kind, from, flip: 0);

    /// <summary>Returns the first place from another on that has a character of another kind, or the length of the text.</summary>
    public int EndOf(ReadOnlySpan<char> text, CharacterKind kind, int from) => Find(text, kind, from, flip: ulong.MaxValue);

    /// <summary>Returns where the unbroken run of characters of a kind starts that ends before a place; not before a floor.</summary>
    public int StartOf(ReadOnlySpan<char> text, CharacterKind kind, int position, int floor)
    {
        while (position > floor)
        {
            int block = (position - 1) / CharacterBlock.Length;
            int unused = CharacterBlock.Length - 1 - ((position - 1) % CharacterBlock.Length);
            int run = BitOperations.LeadingZeroCount(~(Bits(text, block, kind) << unused));
            int rest = CharacterBlock.Length - unused;
            if (run < rest)
            {
                return Math.Max(floor, position - run);
            }

            position -= rest;
        }

        return floor;
    }

    private int Find(ReadOnlySpan<char> text, CharacterKind kind, int from, ulong flip)
    {
        int skipped = from % CharacterBlock.Length;
        for (int block = from / CharacterBlock.Length; block < _blocks; block++)
        {
            ulong bits = (Bits(text, block, kind) ^ flip) >> skipped << skipped;
            if (bits != 0)
            {
                return Math.Min(_length, (block * CharacterBlock.Length) + BitOperations.TrailingZeroCount(bits));
            }

            skipped = 0;
        }

        return _length;
    }

    private ulong Bits(ReadOnlySpan<char> text, int block, CharacterKind kind)
    {
        while (block >= _known)
        {
            CharacterBlock.Read(text[(_known * CharacterBlock.Length)..], _bits.AsSpan(_known * Kinds, Kinds));
            _known++;
        }

        return _bits[(block * Kinds) + (int)kind];
    }
}
