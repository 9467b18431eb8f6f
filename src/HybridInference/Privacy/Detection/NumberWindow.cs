using System.Numerics;
using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>The digits from a place on, the number that they begin, and what stands among the 64 characters from there on: read once for all questions.</summary>
internal readonly ref struct NumberWindow
{
    /// <summary>"2024-03-17" and no digit behind it: four digits, two and two.</summary>
    private const ulong DateDigits = 0b11_0110_1111;
    private const ulong FirstEleven = (1UL << 11) - 1;

    /// <param name="window">The text from the first digit on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NumberWindow(scoped in TextWindow window)
    {
        Digits = window[CharacterKind.Digit];
        Letters = window[CharacterKind.Letter];
        Dots = window[CharacterKind.Dot];
        Colons = window[CharacterKind.Colon];
        ulong tokens = window[CharacterKind.Token];
        Dashes = tokens & ~(Digits | Letters | Dots);
        ulong others = ~window[CharacterKind.Number];
        Length = BitOperations.TrailingZeroCount(~Digits);
        NumberLength = BitOperations.TrailingZeroCount(others);
        TokenLength = BitOperations.TrailingZeroCount(~tokens);
        AddressLength = BitOperations.TrailingZeroCount(~window[CharacterKind.Address]);
        Connected = BitOperations.PopCount(Digits & ((others & (~others + 1)) - 1));
    }

    /// <summary>Where digits are.</summary>
    public ulong Digits { get; }

    /// <summary>Where letters and '_' are.</summary>
    public ulong Letters { get; }

    /// <summary>Where dots are.</summary>
    public ulong Dots { get; }

    /// <summary>Where colons are.</summary>
    public ulong Colons { get; }

    /// <summary>Where dashes are.</summary>
    public ulong Dashes { get; }

    /// <summary>The number of digits without anything between them.</summary>
    public int Length { get; }

    /// <summary>The length of the number with what stands between its digits and behind the last.</summary>
    public int NumberLength { get; }

    /// <summary>The length of the run of letters, digits, '_', '-' and '.'.</summary>
    public int TokenLength { get; }

    /// <summary>The length of the run of hexadecimal digits, colons, dashes and dots.</summary>
    public int AddressLength { get; }

    /// <summary>The number of digits in all groups of the number.</summary>
    public int Connected { get; }

    /// <summary>Whether the digits are grouped as in a date with the year first.</summary>
    public bool HasDateGroups => (Digits & FirstEleven) == DateDigits;
}
