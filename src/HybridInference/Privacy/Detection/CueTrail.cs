using System.Numerics;

namespace HybridInference;

/// <summary>The words that name a kind of data around the place that a scan has reached. Each part of a text is searched for them at most once.</summary>
internal sealed class CueTrail
{
    /// <summary>The words within this many characters before a value belong to it.</summary>
    public const int Before = 48;

    /// <summary>The words within this many characters after a value belong to it.</summary>
    public const int After = 32;

    private const int SchemesAfter = 24;
    private const int Kept = 128;

    private readonly CueHit[] _hits = new CueHit[Kept];
    private int _count;
    private int _next;
    private int _wordEnd;

    /// <summary>Forgets what was found, for a new text.</summary>
    public void Start() => (_count, _next, _wordEnd) = (0, 0, 0);

    /// <summary>Finds the words around a value.</summary>
    public CueWindow Around(ReadOnlySpan<char> text, int start, int end)
    {
        Search(text, start - Before, end + After);
        Cue nearest = Cue.None;
        Cue any = Cue.None;
        Cue following = Cue.None;
        for (int i = _count - 1; i >= Math.Max(0, _count - Kept) && _hits[i % Kept].Start >= start - Before; i--)
        {
            CueHit hit = _hits[i % Kept];
            if (hit.Start >= end)
            {
                following = hit.Cue != Cue.None && hit.End <= end + After ? hit.Cue : following;
            }
            else if (hit.End <= start)
            {
                nearest = nearest == Cue.None ? hit.Cue : nearest;
                any |= hit.Cue;
            }
        }

        return new CueWindow(text, start, end, nearest, any, following);
    }

    /// <summary>The schemes that a word beside an identifier names.</summary>
    public SchemeSet SchemesAround(ReadOnlySpan<char> text, int start, int end)
    {
        Search(text, start - Before, end + SchemesAfter);
        SchemeSet schemes = default;
        for (int i = _count - 1; i >= Math.Max(0, _count - Kept) && _hits[i % Kept].Start >= start - Before; i--)
        {
            CueHit hit = _hits[i % Kept];
            bool isBeside = hit.Start >= end ? hit.End <= end + SchemesAfter : hit.End <= start;
            schemes = isBeside ? schemes | hit.Schemes : schemes;
        }

        return schemes;
    }

    /// <summary>Searches up to a place, and leaves out what lies far before the text that is asked for.</summary>
    private void Search(ReadOnlySpan<char> text, int from, int to)
    {
        to = Math.Min(to, text.Length);
        if (_next >= to)
        {
            return;
        }

        _next = Math.Max(_next, from - CueIndex.MaxLength);
        while (_next < to)
        {
            SearchBlock(text, Math.Min(WordStarts.BlockLength, to - _next));
        }
    }

    private void SearchBlock(ReadOnlySpan<char> text, int length)
    {
        uint starts = WordStarts.InBlock(text, _next) & (uint)((1UL << length) - 1);
        for (; starts != 0; starts &= starts - 1)
        {
            int start = _next + BitOperations.TrailingZeroCount(starts);
            if (CueIndex.MayStartWord(text[start..]))
            {
                AddAt(text, start);
            }
        }

        _next += length;
    }

    private void AddAt(ReadOnlySpan<char> text, int start)
    {
        if (start >= _wordEnd && CueIndex.CueAt(text, start, out int length) is var cue and not Cue.None)
        {
            _wordEnd = start + length;
            Add(new CueHit(start, _wordEnd, cue, default));
        }

        foreach (SchemeCue schemeCue in CueIndex.SchemeCuesAt(text, start))
        {
            if (schemeCue.IsAt(text, start))
            {
                Add(new CueHit(start, start + schemeCue.Word.Length, Cue.None, schemeCue.Schemes));
            }
        }
    }

    private void Add(CueHit hit) => _hits[_count++ % Kept] = hit;
}
