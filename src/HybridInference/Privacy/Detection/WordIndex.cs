namespace HybridInference;

/// <summary>Words by their first letters.</summary>
/// <typeparam name="T">What is known of a word.</typeparam>
internal sealed class WordIndex<T>
{
    private const int PlaceCount = 1024;
    private const int PlaceShift = 22;
    private const int BitsOfCharacter = 8;

    /// <summary>Spreads letters over the places (D. Knuth, "The Art of Computer Programming", 6.4).</summary>
    private const uint Multiplier = 2_654_435_769;

    private readonly ushort[] _starts = new ushort[PlaceCount + 1];
    private readonly ulong[] _heads;
    private readonly byte[] _unusedBits;
    private readonly bool[] _areHeads;
    private readonly T[] _words;

    /// <summary>Creates the index of some words. Those with the same first letters keep their order.</summary>
    /// <param name="words">The words.</param>
    /// <param name="letters">The letters of a word, at least two.</param>
    public WordIndex(IEnumerable<T> words, Func<T, string> letters)
    {
        var placed = words.SelectMany(word => Places(letters(word)), (word, place) => (Word: word, Place: place)).ToLookup(item => item.Place, item => item.Word);
        _words = [.. Enumerable.Range(0, PlaceCount).SelectMany(place => placed[place])];
        _heads = [.. _words.Select(word => WordHead.At(letters(word), 0))];
        _unusedBits = [.. _words.Select(word => (byte)(Math.Max(0, WordHead.Length - letters(word).Length) * BitsOfCharacter))];
        _areHeads = [.. _words.Select(word => letters(word).Length <= WordHead.Length && letters(word).All(char.IsAsciiLetter))];
        for (int place = 0; place < PlaceCount; place++)
        {
            _starts[place + 1] = (ushort)(_starts[place] + placed[place].Count());
        }
    }

    /// <summary>All words, some more than once.</summary>
    public IReadOnlyList<T> Words => _words;

    /// <summary>The word at an index.</summary>
    public T this[int index] => _words[index];

    /// <summary>Whether the word at an index is no more than a few letters of ASCII: it stands wherever its <see cref="WordHead"/> does.</summary>
    public bool IsHead(int index) => _areHeads[index];

    /// <summary>Where the words are that may begin with a <see cref="LetterCode"/>.</summary>
    public (int Start, int End) PlaceOf(uint code)
    {
        int place = Place(code);
        return (_starts[place], _starts[place + 1]);
    }

    /// <summary>Returns the first index from another on whose word may begin with a <see cref="WordHead"/>, or the end.</summary>
    public int Next(int index, int end, ulong head)
    {
        while (index < end && (_heads[index] ^ head) << _unusedBits[index] != 0)
        {
            index++;
        }

        return index;
    }

    private static IEnumerable<int> Places(string word) =>
        from first in LetterTriples.Cases(word[0])
        from second in LetterTriples.Cases(word[1])
        from third in word.Length > 2 ? LetterTriples.Cases(word[2]) : Any
        group word by Place(LetterCode.At([first, second, third], 0)) into places
        select places.Key;

    /// <summary>One of each character that <see cref="LetterCode"/> tells apart.</summary>
    private static IEnumerable<char> Any => Enumerable.Range(0, 32).Select(code => (char)code);

    /// <summary>The place of a code; others may share it.</summary>
    private static int Place(uint code) => (int)(code * Multiplier >> PlaceShift);
}
