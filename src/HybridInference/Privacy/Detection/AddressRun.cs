using System.Numerics;
using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>A run of hexadecimal digits, colons, dots and dashes: all that addresses of hardware and of the Internet Protocol are written with.</summary>
internal static class AddressRun
{
    private const int FewestDots = 3;
    private const int FewestPairSeparators = 5;
    private const int MaxLength = 64;

    /// <summary>Whether there are as many separators as addresses have: three dots, two of them as far apart as in a hardware address, "a::b", five colons or dashes.</summary>
    /// <param name="number">The text from the start of the run on.</param>
    /// <param name="length">The length of the run.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool MayBeAddress(in NumberWindow number, int length)
    {
        if (length >= MaxLength)
        {
            return true;
        }

        ulong run = (1UL << length) - 1;
        ulong colons = number.Colons & run;
        ulong dots = number.Dots & run;
        return BitOperations.PopCount(dots) >= FewestDots
            | (dots & (dots >> MacAddressMatcher.DottedDistance)) != 0
            | BitOperations.PopCount(colons | (number.Dashes & run)) >= FewestPairSeparators
            | (colons & (colons >> 1)) != 0;
    }
}
