using System.Numerics;
using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>A number of few digits by itself, as most numbers of a text are: a count, a year, an index. Nothing private is as short.</summary>
internal static class LoneNumber
{
    private const int FewestPrivateDigits = 5;

    /// <summary>Whether a number is nothing private.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The first digit.</param>
    /// <param name="before">The traits of the character before.</param>
    /// <param name="number">The digits from there on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(ReadOnlySpan<char> text, int start, int before, in NumberWindow number) =>
        Ends(text, start + number.Length, number) && (before & CharacterTraits.Plain) != 0 && number.Length < FewestPrivateDigits
        && !IsBehindCapital(text, start) && !MayBeIdentifier(text, start, number);

    private static bool Ends(ReadOnlySpan<char> text, int end, in NumberWindow number)
    {
        int behind = CharacterTraits.At(text, end);
        bool isByItself = BitOperations.PopCount(number.Digits) < FewestPrivateDigits;
        int ends = isByItself ? CharacterTraits.Closing | CharacterTraits.Plain : CharacterTraits.Closing;
        return (behind & ends) != 0 || (isByItself && EndsSentence(text, end));
    }

    private static bool MayBeIdentifier(ReadOnlySpan<char> text, int start, in NumberWindow number) =>
        number.Length == IdentifierSchemes.MinLength
            ? ShortNumbers.Contains(text.Slice(start, number.Length))
            : BitOperations.PopCount(number.Digits) == IdentifierSchemes.MinLength;

    private static bool EndsSentence(ReadOnlySpan<char> text, int end) => text[end] == '.' && (CharacterTraits.At(text, end + 1) & CharacterTraits.Plain) != 0;

    private static bool IsBehindCapital(ReadOnlySpan<char> text, int start) => start > 1 && char.IsAsciiLetterUpper(text[start - 2]);
}
