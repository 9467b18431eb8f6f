using System.Numerics;
using System.Runtime.Intrinsics;

namespace HybridInference;

/// <summary>A set of identifier schemes, by their place in <see cref="IdentifierSchemes.All"/>.</summary>
internal readonly record struct SchemeSet(Vector256<ulong> Bits)
{
    /// <summary>The most schemes that there can be.</summary>
    public const int Capacity = 256;

    private const int WordLength = 64;

    public bool IsEmpty => Bits == Vector256<ulong>.Zero;

    /// <summary>The set of one scheme.</summary>
    public static SchemeSet Of(int scheme) => new(Vector256<ulong>.Zero.WithElement(scheme / WordLength, 1UL << (scheme % WordLength)));

    public static SchemeSet operator |(SchemeSet left, SchemeSet right) => new(left.Bits | right.Bits);

    public static SchemeSet operator &(SchemeSet left, SchemeSet right) => new(left.Bits & right.Bits);

    public bool Contains(int scheme) => (Bits.GetElement(scheme / WordLength) >> (scheme % WordLength) & 1) != 0;

    /// <summary>Returns the first scheme from a place on, or -1.</summary>
    public int Next(int from)
    {
        for (int scheme = from; scheme < Capacity; scheme = (scheme / WordLength + 1) * WordLength)
        {
            ulong rest = Bits.GetElement(scheme / WordLength) >> (scheme % WordLength);
            if (rest != 0)
            {
                return scheme + BitOperations.TrailingZeroCount(rest);
            }
        }

        return -1;
    }
}
