using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HybridInference;

/// <summary>Reads digits without anything between them.</summary>
internal static class DigitRun
{
    /// <summary>The room behind the last digit with which reading is fastest.</summary>
    public const int Slack = 8;

    /// <summary>Copies the digits at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The place.</param>
    /// <param name="digits">Receives the digits; what stands behind them is overwritten.</param>
    /// <returns>How many digits there are, or the length of the buffer when there are more.</returns>
    public static int Read(ReadOnlySpan<char> text, int start, Span<char> digits)
    {
        int count = 0;
        while (start + count + Slack <= text.Length && count + Slack <= digits.Length)
        {
            Vector128<ushort> characters = Vector128.LoadUnsafe(ref First(text[(start + count)..]));
            characters.StoreUnsafe(ref First(digits[count..]));
            uint others = Vector128.GreaterThan(characters - Vector128.Create((ushort)'0'), Vector128.Create((ushort)9)).ExtractMostSignificantBits();
            if (others != 0)
            {
                return count + BitOperations.TrailingZeroCount(others);
            }

            count += Slack;
        }

        while (start + count < text.Length && count < digits.Length && char.IsAsciiDigit(text[start + count]))
        {
            digits[count] = text[start + count];
            count++;
        }

        return count;
    }

    private static ref ushort First(ReadOnlySpan<char> characters) => ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(characters));
}
