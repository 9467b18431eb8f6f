namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>A set of bytes.</summary>
internal readonly record struct ByteSet(ulong Bits0, ulong Bits1, ulong Bits2, ulong Bits3)
{
    public static readonly ByteSet All = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    public bool IsEmpty => (Bits0 | Bits1 | Bits2 | Bits3) == 0;

    public static ByteSet Range(byte first, byte last)
    {
        ByteSet set = default;
        for (int value = first; value <= last; value++)
        {
            set = set.With((byte)value);
        }

        return set;
    }

    public ByteSet With(byte value)
    {
        ulong bit = 1UL << (value & 63);
        return (value >> 6) switch
        {
            0 => this with { Bits0 = Bits0 | bit },
            1 => this with { Bits1 = Bits1 | bit },
            2 => this with { Bits2 = Bits2 | bit },
            _ => this with { Bits3 = Bits3 | bit },
        };
    }

    public ByteSet Union(ByteSet other) => new(Bits0 | other.Bits0, Bits1 | other.Bits1, Bits2 | other.Bits2, Bits3 | other.Bits3);

    public bool Overlaps(ByteSet other) =>
        ((Bits0 & other.Bits0) | (Bits1 & other.Bits1) | (Bits2 & other.Bits2) | (Bits3 & other.Bits3)) != 0;

    public bool Contains(byte value)
    {
        ulong bits = (value >> 6) switch { 0 => Bits0, 1 => Bits1, 2 => Bits2, _ => Bits3 };
        return (bits >> (value & 63) & 1) != 0;
    }
}
