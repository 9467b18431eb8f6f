namespace HybridInference.LocalModels.Tokenization;

/// <summary>Korean syllables, which Unicode composes by arithmetic.</summary>
internal static class HangulSyllables
{
    private const int FirstSyllable = 0xAC00;
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int BeforeFirstTail = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;

    /// <summary>Adds the two or three letters of a syllable.</summary>
    public static bool TryDecompose(int codePoint, List<int> letters)
    {
        int index = codePoint - FirstSyllable;
        if (index is < 0 or >= Leads * Vowels * Tails)
        {
            return false;
        }

        letters.Add(FirstLead + (index / (Vowels * Tails)));
        letters.Add(FirstVowel + (index / Tails % Vowels));
        if (index % Tails > 0)
        {
            letters.Add(BeforeFirstTail + (index % Tails));
        }

        return true;
    }

    /// <summary>Composes two letters, or a syllable without a tail and its tail.</summary>
    public static bool TryCompose(int first, int second, out int composed)
    {
        int lead = first - FirstLead;
        int vowel = second - FirstVowel;
        int tail = second - BeforeFirstTail;
        int syllable = first - FirstSyllable;
        bool isPair = lead is >= 0 and < Leads && vowel is >= 0 and < Vowels;
        bool takesTail = syllable is >= 0 and < Leads * Vowels * Tails && syllable % Tails == 0 && tail is > 0 and < Tails;
        composed = isPair ? FirstSyllable + (((lead * Vowels) + vowel) * Tails) : first + tail;
        return isPair || takesTail;
    }
}
