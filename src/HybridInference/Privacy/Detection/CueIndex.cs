namespace HybridInference;

/// <summary>Finds the words of <see cref="CueWords"/> and of the identifier schemes at a place in a text.</summary>
internal static class CueIndex
{
    /// <summary>The words of the identifier schemes.</summary>
    public static readonly WordIndex<SchemeCue> SchemeCues = new(IdentifierSchemes.Cues(), cue => cue.Word);

    /// <summary>The longer words first.</summary>
    private static readonly WordIndex<CueEntry> Entries = new(
        CueWords.Lists.SelectMany(list => CueEntry.ReadAll(list.Cue, list.Words)).OrderByDescending(entry => entry.Length),
        entry => entry.Word.ToString());

    private static readonly LetterTriples Triples = LetterTriples.Of([.. Entries.Words.Select(entry => entry.Word.ToString()), .. SchemeCues.Words.Select(cue => cue.Word)]);

    /// <summary>The length of the longest word.</summary>
    public static readonly int MaxLength = Math.Max(Entries.Words.Max(entry => entry.Length), SchemeCues.Words.Max(cue => cue.Word.Length));

    /// <summary>Whether a word may begin with a code; never wrong when the answer is no.</summary>
    public static bool MayStartWord(uint code) => Triples.MayContain(code);

    /// <summary>Finds the longest word at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The place.</param>
    /// <param name="code">The <see cref="LetterCode"/> of the characters there.</param>
    /// <param name="head">The <see cref="WordHead"/> of the characters there.</param>
    /// <param name="length">The length of the word.</param>
    /// <returns>The kinds that the word names.</returns>
    public static Cue CueAt(ReadOnlySpan<char> text, int start, uint code, ulong head, out int length)
    {
        Cue cues = Cue.None;
        length = 0;
        (int first, int end) = Entries.PlaceOf(code);
        for (int index = Entries.Next(first, end, head); index < end; index = Entries.Next(index + 1, end, head))
        {
            CueEntry entry = Entries[index];
            if (entry.Length >= length && (Entries.IsHead(index) ? entry.IsByItself(text, start) : entry.IsAt(text, start)))
            {
                cues |= entry.Cue;
                length = entry.Length;
            }
        }

        return cues;
    }

    /// <summary>The kinds that the words at the start of a text name.</summary>
    public static Cue CueAtStart(ReadOnlySpan<char> text) => CueAt(text, 0, LetterCode.At(text, 0), WordHead.At(text, 0), out _);
}
