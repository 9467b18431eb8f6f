using System.Buffers;
using System.Collections.Frozen;

namespace HybridInference;

/// <summary>Finds terms that an application names: projects, customers, products that nobody outside may know of.</summary>
/// <remarks>
/// Thread-safe; without state. Looks for all terms in one pass. Where several terms start at a place, the longest is found; terms that overlap are
/// found as one. White space between words may be of any kind and length, characters of full width or with invisible ones between.
/// </remarks>
public sealed class TermDetector : IPiiDetector
{
    private readonly string _category;
    private readonly double _score;
    private readonly bool _wholeWords;
    private readonly SearchValues<string> _search;
    private readonly FrozenSet<string> _terms;
    private readonly int[] _lengths;

    /// <summary>Makes a detector of some terms.</summary>
    /// <param name="terms">The terms; at least one, none empty. They are kept for the life of the detector.</param>
    /// <param name="category">The category of the matches, of low cardinality, such as "PROJECT".</param>
    /// <param name="ignoreCase">Whether case does not matter; <see langword="true"/> when not given.</param>
    /// <param name="wholeWords">Whether a term counts only where no letter or digit is beside it; <see langword="true"/> when not given.</param>
    /// <param name="score">The score of the matches, above 0 and at most 1; 1 when not given.</param>
    /// <exception cref="ArgumentException">There is no term, a term is empty, or the category is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The score is not above 0 and at most 1.</exception>
    public TermDetector(IEnumerable<string> terms, string category, bool ignoreCase = true, bool wholeWords = true, double score = 1)
    {
        ArgumentNullException.ThrowIfNull(terms);
        string[] list = [.. terms.Select(Folded)];
        if (list.Length == 0 || list.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException($"A term detector needs at least one term, and none may be empty: {list.Count(string.IsNullOrWhiteSpace)} of {list.Length} are.", nameof(terms));
        }

        (_category, _score) = PiiScore.Check(category, score);
        _wholeWords = wholeWords;
        _search = SearchValues.Create(list, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        _terms = list.ToFrozenSet(ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        _lengths = [.. list.Select(term => term.Length).Distinct().OrderDescending()];
    }

    /// <inheritdoc/>
    public bool RunsLocally => true;

    /// <inheritdoc/>
    public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        if (!TermText.IsNeeded(text))
        {
            for (int start = 0; TryFind(text, ref start, out int length); start += length)
            {
                matches.Add(new PiiMatch(_category, start, length, _score));
            }

            return;
        }

        using RewrittenText folded = TermText.Of(text);
        for (int start = 0; TryFind(folded.Text, ref start, out int length); start += length)
        {
            matches.Add(folded.ToOriginal(new PiiMatch(_category, start, length, _score)));
        }
    }

    /// <inheritdoc/>
    public bool ContainsAny(ReadOnlySpan<char> text, double minScore = PiiMatch.RoutingThreshold)
    {
        int start = 0;
        if (_score < minScore || !TermText.IsNeeded(text))
        {
            return _score >= minScore && TryFind(text, ref start, out _);
        }

        using RewrittenText folded = TermText.Of(text);
        return TryFind(folded.Text, ref start, out _);
    }

    private static string Folded(string term)
    {
        if (string.IsNullOrWhiteSpace(term))
        {
            return "";
        }

        using RewrittenText folded = TermText.Of(term.Trim());
        return folded.Text.ToString();
    }

    private bool TryFind(ReadOnlySpan<char> text, ref int start, out int length)
    {
        for (; start < text.Length; start++)
        {
            int next = text[start..].IndexOfAny(_search);
            if (next < 0)
            {
                break;
            }

            start += next;
            length = LengthAt(text, start);
            if (length > 0)
            {
                length = WithOverlaps(text, start, start + length) - start;
                return true;
            }
        }

        length = 0;
        return false;
    }

    /// <summary>Returns where terms that overlap a found one and each other end.</summary>
    private int WithOverlaps(ReadOnlySpan<char> text, int start, int end)
    {
        for (start++; start < end; start++)
        {
            int next = text[start..Math.Min(text.Length, end + _lengths[0])].IndexOfAny(_search);
            if (next < 0 || start + next >= end)
            {
                break;
            }

            start += next;
            end = Math.Max(end, start + LengthAt(text, start));
        }

        return end;
    }

    private int LengthAt(ReadOnlySpan<char> text, int start)
    {
        FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> terms = _terms.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (int length in _lengths)
        {
            if (length <= text.Length - start && terms.Contains(text.Slice(start, length)) && (!_wholeWords || IsWhole(text, start, start + length)))
            {
                return length;
            }
        }

        return 0;
    }

    private static bool IsWhole(ReadOnlySpan<char> text, int start, int end) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1]) || !char.IsLetterOrDigit(text[start]))
        && (end == text.Length || !char.IsLetterOrDigit(text[end]) || !char.IsLetterOrDigit(text[end - 1]));
}
