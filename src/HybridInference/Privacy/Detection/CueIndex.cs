namespace HybridInference;

/// <summary>Finds the words of <see cref="CueWords"/> and of the identifier schemes at a place in a text.</summary>
internal static class CueIndex
{
    private const int PairCount = 1024;

    private static readonly LetterTriples Triples = new();
    private static readonly CueEntry[]?[] Entries = new CueEntry[]?[PairCount];
    private static readonly SchemeCue[]?[] SchemeCues = new SchemeCue[]?[PairCount];

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
        start + 1 < text.Length ? index[LetterTriples.Pair(text[start], text[start + 1])] : null;

    private static void Fill<T>(T[]?[] index, IEnumerable<T> words, Func<T, string> wordOf)
    {
        foreach (T word in words)
        {
            string letters = wordOf(word);
            Triples.Add(letters);
            MaxLength = Math.Max(MaxLength, letters.Length);
            foreach (int pair in Pairs(letters))
            {
                index[pair] = [.. index[pair] ?? [], word];
            }
        }
    }

    private static IEnumerable<int> Pairs(string word) =>
        LetterTriples.Cases(word[0]).SelectMany(_ => LetterTriples.Cases(word[1]), LetterTriples.Pair).Distinct();
}
