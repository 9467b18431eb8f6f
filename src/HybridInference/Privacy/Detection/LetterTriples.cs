namespace HybridInference;

/// <summary>A set of the first three letters of words, in either case; other words may share a place with them.</summary>
internal sealed class LetterTriples
{
    private const int Bits = 5;
    private const int Mask = (1 << Bits) - 1;

    private readonly uint[] _places = new uint[1 << (Bits * 2)];

    /// <summary>Creates the set of some words.</summary>
    public static LetterTriples Of(IEnumerable<string> words)
    {
        var triples = new LetterTriples();
        foreach (string word in words)
        {
            triples.Add(word);
        }

        return triples;
    }

    /// <summary>Adds a word. Where it has less than three letters, anything may follow.</summary>
    public void Add(string word)
    {
        foreach (char first in Cases(word[0]))
        {
            foreach (char second in Cases(word[1]))
            {
                _places[Pair(first, second)] |= word.Length == 2 ? uint.MaxValue : Third(word[2]);
            }
        }
    }

    /// <summary>Whether a word of the set may stand at the start of a text; never wrong when the answer is no.</summary>
    public bool MayContain(ReadOnlySpan<char> text) =>
        text.Length > 1 && (_places[Pair(text[0], text[1])] & (text.Length == 2 ? uint.MaxValue : 1u << (text[2] & Mask))) != 0;

    /// <summary>Whether a word of the set may begin with a <see cref="LetterCode"/>; never wrong when the answer is no.</summary>
    public bool MayContain(uint code) => (_places[code & LetterCode.PairMask] >> (int)(code >> LetterCode.PairBits) & 1) != 0;

    /// <summary>The place of two letters among 1024.</summary>
    public static int Pair(char first, char second) => ((first & Mask) << Bits) | (second & Mask);

    /// <summary>Both cases of a letter; for ASCII they share their place.</summary>
    public static char[] Cases(char letter) => [char.ToLowerInvariant(letter), char.ToUpperInvariant(letter)];

    private static uint Third(char letter) => (1u << (char.ToLowerInvariant(letter) & Mask)) | (1u << (char.ToUpperInvariant(letter) & Mask));
}
