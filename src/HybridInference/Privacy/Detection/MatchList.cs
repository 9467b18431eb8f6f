using System.Runtime.InteropServices;

namespace HybridInference;

/// <summary>The matches of one scan, without overlaps: the higher score stays, then the longer match.</summary>
internal sealed class MatchList
{
    private readonly List<PiiMatch> _matches = [];
    private double _enough;

    /// <summary>Whether a match has the score at which the scan may stop.</summary>
    public bool IsEnough { get; private set; }

    public ReadOnlySpan<PiiMatch> Matches => CollectionsMarshal.AsSpan(_matches);

    /// <summary>The start of the first match, or the greatest number when there is none.</summary>
    public int FirstStart => _matches.Count > 0 ? _matches[0].Start : int.MaxValue;

    /// <summary>Adds the matches to a collection.</summary>
    public void AddTo(ICollection<PiiMatch> matches)
    {
        if (matches is List<PiiMatch> list)
        {
            list.AddRange(Matches);
            return;
        }

        foreach (PiiMatch match in Matches)
        {
            matches.Add(match);
        }
    }

    /// <summary>Empties the list for a new scan.</summary>
    /// <param name="enough">The score at which the scan may stop.</param>
    public void Start(double enough)
    {
        _matches.Clear();
        _enough = enough;
        IsEnough = false;
    }

    public void Add(in PiiMatch match)
    {
        while (_matches.Count > 0 && match.Start < _matches[^1].End)
        {
            if (!IsBetter(match, _matches[^1]))
            {
                return;
            }

            _matches.RemoveAt(_matches.Count - 1);
        }

        _matches.Add(match);
        IsEnough |= match.Score >= _enough;
    }

    /// <summary>Takes the matches that end before a place out of the list.</summary>
    /// <param name="place">The place.</param>
    /// <param name="taken">Receives the matches.</param>
    public void TakeBefore(int place, List<PiiMatch> taken)
    {
        int count = 0;
        while (count < _matches.Count && _matches[count].End <= place)
        {
            taken.Add(_matches[count++]);
        }

        _matches.RemoveRange(0, count);
    }

    /// <summary>Moves the matches to the same places in a text that begins later.</summary>
    public void MoveBack(int by)
    {
        foreach (ref PiiMatch match in CollectionsMarshal.AsSpan(_matches))
        {
            match = match with { Start = match.Start - by };
        }
    }

    /// <summary>Moves the matches from a folded text to the places where they stand in the original.</summary>
    public void MoveTo(in FoldedText folded)
    {
        foreach (ref PiiMatch match in CollectionsMarshal.AsSpan(_matches))
        {
            int start = folded.OriginalOffset(match.Start);
            match = match with { Start = start, Length = folded.OriginalEnd(match.End) - start };
        }
    }

    private static bool IsBetter(in PiiMatch match, in PiiMatch other) =>
        match.Score > other.Score || (match.Score == other.Score && match.Length > other.Length);
}
