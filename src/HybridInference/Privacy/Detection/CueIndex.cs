namespace HybridInference;

/// <summary>Finds the words of <see cref="CueWords"/> and of the identifier schemes at a place in a text.</summary>
internal static class CueIndex
{
    private const int PlaceCount = 512;
    private const int PlaceShift = 23;
    private const int ThirdLetter = 1 << 10;

    /// <summary>Spreads letters over the places (D. Knuth, "The Art of Computer Programming", 6.4).</summary>
    private const uint Multiplier = 2_654_435_769;

    /// <summary>One of each character that <see cref="Place"/> tells apart.</summary>
    private static readonly char[] Any = [.. Enumerable.Range(0, 32).Select(code => (char)code)];

    private static readonly LetterTriples Triples = new();
    private static readonly CueEntry[]?[] Entries = new CueEntry[]?[PlaceCount];
    private static readonly SchemeCue[]?[] SchemeCues = new SchemeCue[]?[PlaceCount];

    static CueIndex()
    {
        IEnumerable<CueEntry> entries = CueWords.Lists
            .SelectMany(list => list.Words.Split('|'), (list, word) => new CueEntry(list.Cue, word.TrimEnd('*'), word.EndsWith('*')));
        Fill(Entries, entries.OrderByDescending(entry => entry.Word.Length), entry => entry.Word);
        Fill(SchemeCues, IdentifierSchemes.Cues(), cue => cue.Word);
    }

    /// <summary>The length of the longest word.</summary>
    public static int MaxLength { get; private set; }

    /// <summary>Whether a word may stand at the start of a text; never wrong when the answer is no.</summary>
    public static bool MayStartWord(ReadOnlySpan<char> text) => Triples.MayContain(text);

    /// <summary>Finds the longest word at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The place.</param>
    /// <param name="length">The length of the word.</param>
    /// <returns>The kinds that the word names.</returns>
    public static Cue CueAt(ReadOnlySpan<char> text, int start, out int length)
    {
        Cue cues = Cue.None;
        length = 0;
        foreach (CueEntry entry in At(Entries, text, start))
        {
            if (entry.Word.Length >= length && entry.IsAt(text, start))
            {
                cues |= entry.Cue;
                length = entry.Word.Length;
            }
        }

        return cues;
    }

    /// <summary>The words of schemes that may stand at a place.</summary>
    public static ReadOnlySpan<SchemeCue> SchemeCuesAt(ReadOnlySpan<char> text, int start) => At(SchemeCues, text, start);

    private static ReadOnlySpan<T> At<T>(T[]?[] index, ReadOnlySpan<char> text, int start) =>
        start + 1 < text.Length ? index[Place(text[start], text[start + 1], start + 2 < text.Length ? text[start + 2] : '\0')] : null;

    private static void Fill<T>(T[]?[] index, IEnumerable<T> words, Func<T, string> wordOf)
    {
        foreach (T word in words)
        {
            string letters = wordOf(word);
            Triples.Add(letters);
            MaxLength = Math.Max(MaxLength, letters.Length);
            foreach (int place in Places(letters))
            {
                index[place] = [.. index[place] ?? [], word];
            }
        }
    }

    private static IEnumerable<int> Places(string word) =>
        from first in LetterTriples.Cases(word[0])
        from second in LetterTriples.Cases(word[1])
        from third in word.Length > 2 ? LetterTriples.Cases(word[2]) : Any
        group word by Place(first, second, third) into places
        select places.Key;

    /// <summary>The place of three letters; others may share it.</summary>
    private static int Place(char first, char second, char third) =>
        (int)((uint)(LetterTriples.Pair(first, second) + (LetterTriples.Pair('\0', third) * ThirdLetter)) * Multiplier >> PlaceShift);
}
