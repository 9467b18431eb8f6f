using System.Numerics;
using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>Where in a text the characters of each kind stand, a bit for each character. The text is read block by block, as far as it is asked for; the last blocks are kept.</summary>
internal sealed class CharacterMap
{
    private const int Kept = 16;

    /// <summary>The rows of the blocks, and one for what is behind the text.</summary>
    private readonly ulong[] _bits = new ulong[(Kept + 1) * CharacterBlock.Kinds];
    private int _length;
    private int _first;
    private int _end;
    private int _triggerBlock;
    private ulong _triggers;

    /// <summary>Starts with a new text.</summary>
    public void Start(int length)
    {
        _length = length;
        (_first, _end, _triggerBlock) = (0, 0, -1);
    }

    /// <summary>Returns the first place from another on where <see cref="CharacterBlock.Triggers"/> are, or the length of the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextTrigger(ReadOnlySpan<char> text, int from)
    {
        ulong triggers = _triggers >> from;
        return (from & ~(CharacterBlock.Length - 1)) == _triggerBlock && triggers != 0
            ? from + BitOperations.TrailingZeroCount(triggers)
            : FindTrigger(text, from);
    }

    /// <summary>Returns the first place from another on that has a character of another kind, or the length of the text.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int EndOf(ReadOnlySpan<char> text, CharacterKind kind, int from)
    {
        int skipped = from & (CharacterBlock.Length - 1);
        for (int start = from - skipped; start < _length; start += CharacterBlock.Length)
        {
            ulong others = ~Bits(text, BlockOf(start), kind) >> skipped << skipped;
            if (others != 0)
            {
                return Math.Min(_length, start + BitOperations.TrailingZeroCount(others));
            }

            skipped = 0;
        }

        return _length;
    }

    /// <summary>Returns where the unbroken run of characters of a kind starts that ends before a place; not before a floor.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int StartOf(ReadOnlySpan<char> text, CharacterKind kind, int position, int floor)
    {
        while (position > floor)
        {
            int block = BlockOf(position - 1);
            int unused = CharacterBlock.Length - 1 - ((position - 1) & (CharacterBlock.Length - 1));
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

    /// <summary>The kinds of the 64 characters from a place in the text on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TextWindow At(ReadOnlySpan<char> text, int from)
    {
        int block = BlockOf(from);
        ref ulong here = ref Row(text, block);
        ref ulong next = ref (block + 1) * CharacterBlock.Length < text.Length ? ref Row(text, block + 1) : ref _bits[Kept * CharacterBlock.Kinds];
        return new TextWindow(ref here, ref next, from & (CharacterBlock.Length - 1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FindTrigger(ReadOnlySpan<char> text, int from)
    {
        int start = from & ~(CharacterBlock.Length - 1);
        ulong triggers = (start == _triggerBlock ? _triggers : ReadTriggers(text, start)) >> from;
        if (triggers != 0)
        {
            return from + BitOperations.TrailingZeroCount(triggers);
        }

        start += CharacterBlock.Length;
        triggers = CharacterBlock.NextTriggers(text, ref start);
        if (triggers == 0 && start < text.Length)
        {
            triggers = CharacterBlock.Triggers(text, start);
        }

        (_triggerBlock, _triggers) = (start, triggers);
        return triggers == 0 ? text.Length : start + BitOperations.TrailingZeroCount(triggers);
    }

    private ulong ReadTriggers(ReadOnlySpan<char> text, int start)
    {
        (_triggerBlock, _triggers) = (start, CharacterBlock.Triggers(text, start));
        return _triggers;
    }

    private ulong Bits(ReadOnlySpan<char> text, int block, CharacterKind kind) => Unsafe.Add(ref Row(text, block), (int)kind);

    private static int BlockOf(int place) => (int)((uint)place / CharacterBlock.Length);

    private static int RowOf(int block) => (int)((uint)block % Kept) * CharacterBlock.Kinds;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ulong Row(ReadOnlySpan<char> text, int block)
    {
        if (block < _first || block >= _end)
        {
            Read(text, block);
        }

        return ref _bits[RowOf(block)];
    }

    /// <summary>Reads the block behind those that are kept, or begins anew where another one is asked for.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Read(ReadOnlySpan<char> text, int block)
    {
        _first = block == _end ? Math.Max(_first, block + 1 - Kept) : block;
        _end = block + 1;
        CharacterBlock.Read(text, block * CharacterBlock.Length, _bits.AsSpan(RowOf(block), CharacterBlock.Kinds));
    }
}
