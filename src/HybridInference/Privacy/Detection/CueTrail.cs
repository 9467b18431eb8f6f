using System.Numerics;
using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>The words that name a kind of data around the place that a scan has reached. Each part of a text is searched for them at most once.</summary>
internal sealed class CueTrail
{
    /// <summary>The words within this many characters before a value belong to it.</summary>
    public const int Before = 48;

    /// <summary>The words within this many characters after a value belong to it.</summary>
    public const int After = 32;

    private const int SchemesAfter = 24;

    private readonly RecentHits<Cue> _words = new();
    private readonly RecentHits<SchemeCue> _schemes = new();
    private readonly TableColumns _columns = new();
    private LastCues _last = LastCues.None;
    private int _next;
    private int _wordEnd;

    /// <summary>The number of characters that were searched for words.</summary>
    public long Searched { get; private set; }

    /// <summary>Forgets what was found, for a new text.</summary>
    public void Start()
    {
        Searched = 0;
        (_next, _wordEnd) = (0, 0);
        _words.Clear();
        _last = LastCues.None;
        _schemes.Clear();
        _columns.Clear();
    }

    /// <summary>Goes on in a text that begins later.</summary>
    public void MoveBack(int by)
    {
        (_next, _wordEnd) = (_next - by, _wordEnd - by);
        _words.MoveBack(by);
        _last = _last.MovedBack(by);
        _schemes.MoveBack(by);
        _columns.MoveBack();
    }

    /// <summary>Finds the words around a value.</summary>
    public CueWindow Around(ReadOnlySpan<char> text, int start, int end)
    {
        Search(text, start - Before, end + After);
        Cue nearest = Cue.None;
        Cue any = Cue.None;
        Cue following = Cue.None;
        for (int i = 0; i < _words.Count && _words[i].Start >= start - Before; i++)
        {
            ref readonly CueHit<Cue> hit = ref _words[i];
            if (hit.Start >= end)
            {
                following = hit.End <= end + After ? hit.Names : following;
            }
            else if (hit.End <= start)
            {
                nearest = nearest == Cue.None ? hit.Names : nearest;
                any |= hit.Names;
            }
        }

        Cue column = _columns.CueOf(text, start);
        return column == Cue.None ? new CueWindow(text, start, end, nearest, any, following) : new CueWindow(text, start, end, column, any | column, Cue.None);
    }

    /// <summary>Whether a word that names any of some kinds stands beside a value that starts at a place and ends at another or before.</summary>
    public bool HasWordsAround(ReadOnlySpan<char> text, int start, int end, Cue kinds)
    {
        Search(text, start - Before, end + After);
        return (_last.From(start - Before) & kinds) != Cue.None || (_columns.CueOf(text, start) & kinds) != Cue.None;
    }

    /// <summary>Whether a word of any scheme stands beside a value that starts at a place and ends at another or before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasSchemesAround(ReadOnlySpan<char> text, int start, int end)
    {
        Search(text, start - Before, end + SchemesAfter);
        return _schemes.LastStart >= start - Before;
    }

    /// <summary>The schemes that a word beside an identifier names.</summary>
    public SchemeSet SchemesAround(ReadOnlySpan<char> text, int start, int end)
    {
        Search(text, start - Before, end + SchemesAfter);
        SchemeSet schemes = default;
        for (int i = 0; i < _schemes.Count && _schemes[i].Start >= start - Before; i++)
        {
            ref readonly CueHit<SchemeCue> hit = ref _schemes[i];
            bool isBeside = hit.Start >= end ? hit.End <= end + SchemesAfter : hit.End <= start;
            schemes = isBeside ? schemes | hit.Names.Schemes : schemes;
        }

        return schemes;
    }

    /// <summary>Searches up to a place or a little further, and leaves out what lies far before the text that is asked for.</summary>
    private void Search(ReadOnlySpan<char> text, int from, int to)
    {
        if (_next < Math.Min(to, text.Length))
        {
            _next = Math.Max(0, Math.Max(_next, from - CueIndex.MaxLength));
            SearchBlocks(text, Math.Min(to, text.Length));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SearchBlocks(ReadOnlySpan<char> text, int to)
    {
        int next = _next;
        for (; next < to; next += WordStarts.BlockLength)
        {
            for (uint starts = WordStarts.InBlock(text, next); starts != 0; starts &= starts - 1)
            {
                int start = next + BitOperations.TrailingZeroCount(starts);
                uint code = LetterCode.At(text, start);
                if (CueIndex.MayStartWord(code))
                {
                    AddAt(text, start, code);
                }
            }
        }

        Searched += next - _next;
        _next = next;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddAt(ReadOnlySpan<char> text, int start, uint code)
    {
        ulong head = WordHead.At(text, start);
        if (start >= _wordEnd && CueIndex.CueAt(text, start, code, head, out int length) is var cue and not Cue.None)
        {
            _wordEnd = start + length;
            _words.Add(new CueHit<Cue>(start, _wordEnd, cue));
            _last = _last.With(cue, start);
        }

        (int first, int end) = CueIndex.SchemeCues.PlaceOf(code);
        for (int index = CueIndex.SchemeCues.Next(first, end, head); index < end; index = CueIndex.SchemeCues.Next(index + 1, end, head))
        {
            AddSchemeAt(text, start, CueIndex.SchemeCues[index]);
        }
    }

    private void AddSchemeAt(ReadOnlySpan<char> text, int start, SchemeCue cue)
    {
        if (cue.IsAt(text, start))
        {
            _schemes.Add(new CueHit<SchemeCue>(start, start + cue.Word.Length, cue));
        }
    }
}
