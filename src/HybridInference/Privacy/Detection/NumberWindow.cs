using System.Numerics;

namespace HybridInference;

/// <summary>The digits from a place on and the number that they begin, read from a window once.</summary>
internal readonly ref struct NumberWindow
{
    /// <summary>"2024-03-17" and no digit behind it: four digits, two and two.</summary>
    private const ulong DateDigits = 0b11_0110_1111;
    private const ulong FirstEleven = (1UL << 11) - 1;

    private readonly TextWindow _window;

    /// <param name="window">The text from the first digit on.</param>
    public NumberWindow(scoped in TextWindow window)
    {
        _window = window;
        Digits = window[CharacterKind.Digit];
        ulong others = ~window[CharacterKind.Number];
        Length = BitOperations.TrailingZeroCount(~Digits);
        NumberLength = BitOperations.TrailingZeroCount(others);
        Connected = BitOperations.PopCount(Digits & ((others & (~others + 1)) - 1));
    }

    /// <summary>The window.</summary>
    public TextWindow Window => _window;

    /// <summary>Where digits are.</summary>
    public ulong Digits { get; }

    /// <summary>The number of digits without anything between them.</summary>
    public int Length { get; }

    /// <summary>The length of the number with what stands between its digits and behind the last.</summary>
    public int NumberLength { get; }

    /// <summary>The number of digits in all groups of the number.</summary>
    public int Connected { get; }

    /// <summary>Whether the digits are grouped as in a date with the year first.</summary>
    public bool HasDateGroups => (Digits & FirstEleven) == DateDigits;
}
