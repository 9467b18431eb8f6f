using System.Buffers;

namespace HybridInference;

/// <summary>Tells names of programs and standards that have digits from keys: "ecdsa-sha2-nistp256", "win32api.RegOpenKeyEx", "SIGNATURE_HMAC_SHA256".</summary>
internal static class NameOfCode
{
    /// <summary>The least mean length of the words of a name. In what a machine draws from letters and digits it is below two.</summary>
    private const int MinMeanLength = 3;

    private const int MaxLength = 12;
    private const int MaxNumbers = 2;
    private const int MaxDigits = 4;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-.:");

    public static bool Is(ReadOnlySpan<char> value)
    {
        int words = 0, letters = 0, numbers = 0, digits = 0;
        for (int i = 0; i < value.Length; i++)
        {
            int word = LengthOfWord(value[i..]), number = word > 0 ? 0 : CountOf(value[i..], '0', '9');
            if (word > MaxLength || number > MaxDigits)
            {
                return false;
            }

            words += word > 0 ? 1 : 0;
            letters += word;
            numbers += number > 0 ? 1 : 0;
            digits += number;
            i += Math.Max(0, word + number - 1);
        }

        return letters >= MinMeanLength * words && numbers <= MaxNumbers && 2 * digits <= letters && !value.ContainsAnyExcept(Characters);
    }

    /// <summary>Letters of one case, or a capital and small ones; of several capitals before a small letter, the last one begins its word.</summary>
    private static int LengthOfWord(ReadOnlySpan<char> value)
    {
        int capitals = CountOf(value, 'A', 'Z');
        int small = CountOf(value[capitals..], 'a', 'z');
        return capitals > 1 && small > 0 ? capitals - 1 : capitals + small;
    }

    private static int CountOf(ReadOnlySpan<char> value, char first, char last)
    {
        int length = value.IndexOfAnyExceptInRange(first, last);
        return length < 0 ? value.Length : length;
    }
}
