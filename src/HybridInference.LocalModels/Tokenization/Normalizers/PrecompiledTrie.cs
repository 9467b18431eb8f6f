using System.Runtime.InteropServices;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>The double-array trie of SentencePiece's table of replacements.</summary>
internal sealed class PrecompiledTrie(ReadOnlySpan<byte> table)
{
    private const uint LeafFlag = 1 << 8;
    private const uint ExtendedOffsetFlag = 1 << 9;
    private const uint LabelMask = (1u << 31) | 0xFF;
    private const uint ValueMask = (1u << 31) - 1;

    private readonly uint[] _units = MemoryMarshal.Cast<byte, uint>(table).ToArray();

    /// <summary>Gets the value of the shortest entry with which the text begins.</summary>
    public int? FindShortestPrefix(ReadOnlySpan<byte> text)
    {
        uint position = Offset(Unit(0));
        foreach (byte value in text)
        {
            position ^= value;
            uint unit = Unit(position);
            if (value == 0 || (unit & LabelMask) != value)
            {
                return null;
            }

            position ^= Offset(unit);
            if ((unit & LeafFlag) != 0)
            {
                return (int)(Unit(position) & ValueMask);
            }
        }

        return null;
    }

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & ExtendedOffsetFlag) >> 6);

    // Outside of the table there is nothing: a unit that no label matches.
    private uint Unit(uint position) => position < _units.Length ? _units[position] : LabelMask;
}
