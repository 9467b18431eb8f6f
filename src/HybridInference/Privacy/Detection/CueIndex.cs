using System.Buffers;

namespace HybridInference;

/// <summary>Finds the words of <see cref="CueWords"/> in a text.</summary>
internal static class CueIndex
{
    private const int BucketCount = 64;

    private static readonly CueEntry[] Entries = CueWords.Lists
        .SelectMany(list => list.Words.Split('|'), (list, word) => new CueEntry(list.Cue, word.TrimEnd('*'), word.EndsWith('*')))
        .OrderByDescending(entry => entry.Word.Length).ToArray();

    private static readonly SearchValues<string> Words = SearchValues.Create([.. Entries.Select(entry => entry.Word)], StringComparison.OrdinalIgnoreCase);

    private static readonly CueEntry[][] Buckets =
        [.. Enumerable.Range(0, BucketCount).Select(bucket => Entries.Where(entry => BucketOf(entry.Word[0]) == bucket).ToArray())];

    /// <summary>Finds the next word that names a kind of data.</summary>
    /// <param name="window">The text.</param>
    /// <param name="start">Where to begin; afterwards, where to go on.</param>
    /// <returns>The kinds, or <see cref="Cue.None"/> when there is no further word.</returns>
    public static Cue Next(ReadOnlySpan<char> window, ref int start)
    {
        while (start < window.Length)
        {
            int next = window[start..].IndexOfAny(Words);
            if (next < 0)
            {
                break;
            }

            start += next;
            Cue cue = CueAt(window, start, out int length);
            start += Math.Max(1, length);
            if (cue != Cue.None)
            {
                return cue;
            }
        }

        start = window.Length;
        return Cue.None;
    }

    private static Cue CueAt(ReadOnlySpan<char> window, int start, out int length)
    {
        Cue cues = Cue.None;
        length = 0;
        foreach (CueEntry entry in Buckets[BucketOf(window[start])])
        {
            if (entry.Word.Length >= length && entry.IsAt(window, start))
            {
                cues |= entry.Cue;
                length = entry.Word.Length;
            }
        }

        return cues;
    }

    private static int BucketOf(char first) => char.ToLowerInvariant(first) % BucketCount;
}
