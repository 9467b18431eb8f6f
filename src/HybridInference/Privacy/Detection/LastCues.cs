using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HybridInference;

/// <summary>Where the last word of each <see cref="Cue"/> starts, all compared at once.</summary>
/// <param name="Starts">The places, a lane for each bit of a <see cref="Cue"/>.</param>
internal readonly record struct LastCues(Vector512<int> Starts)
{
    /// <summary>Before every text, and so far from the least number that it can be moved back.</summary>
    private const int NoPlace = int.MinValue / 2;

    /// <summary>No words at all.</summary>
    public static LastCues None => new(Vector512.Create(NoPlace));

    private static Vector512<int> Bits => Vector512.Create(1, 1 << 1, 1 << 2, 1 << 3, 1 << 4, 1 << 5, 1 << 6, 1 << 7, 1 << 8, 1 << 9, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15);

    /// <summary>The kinds of the words that start at a place or behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Cue From(int place) => (Cue)Vector512.GreaterThanOrEqual(Starts, Vector512.Create(place)).ExtractMostSignificantBits();

    /// <summary>The same words and one more, behind them.</summary>
    public LastCues With(Cue cue, int start)
    {
        Vector512<int> isNamed = Vector512.Equals(Vector512.Create((int)cue) & Bits, Bits);
        return new(Vector512.ConditionalSelect(isNamed, Vector512.Create(start), Starts));
    }

    /// <summary>The same places in a text that begins later.</summary>
    public LastCues MovedBack(int by) => new(Vector512.Max(Starts - Vector512.Create(by), Vector512.Create(NoPlace)));
}
