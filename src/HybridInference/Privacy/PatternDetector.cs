using System.Text.RegularExpressions;

namespace HybridInference;

/// <summary>Finds what a regular expression of the application matches, such as a customer number of its own.</summary>
/// <remarks>
/// Thread-safe; without state. An expression that could run for ever on some text is refused: give it a match timeout (which a
/// <see cref="GeneratedRegexAttribute"/> takes too) or <see cref="RegexOptions.NonBacktracking"/>. A timeout throws, and so makes the request private.
/// </remarks>
public sealed class PatternDetector : IPiiDetector
{
    private const double DefaultScore = 0.8;

    private readonly Regex _pattern;
    private readonly string _category;
    private readonly double _score;

    /// <summary>Makes a detector of an expression.</summary>
    /// <param name="pattern">The expression, with a match timeout or without backtracking.</param>
    /// <param name="category">The category of the matches, of low cardinality, such as "CUSTOMER_NUMBER".</param>
    /// <param name="score">The score of the matches, above 0 and at most 1; 0.8 when not given.</param>
    /// <exception cref="ArgumentException">The expression has neither a match timeout nor <see cref="RegexOptions.NonBacktracking"/>, or the category is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The score is not above 0 and at most 1.</exception>
    public PatternDetector(Regex pattern, string category, double score = DefaultScore)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.MatchTimeout == Regex.InfiniteMatchTimeout && !pattern.Options.HasFlag(RegexOptions.NonBacktracking))
        {
            throw new ArgumentException(
                $"The expression for '{category}' has no match timeout and may backtrack, so a text could keep it busy for ever. Give it matchTimeoutMilliseconds or RegexOptions.NonBacktracking.",
                nameof(pattern));
        }

        _pattern = pattern;
        (_category, _score) = PiiScore.Check(category, score);
    }

    /// <inheritdoc/>
    public bool RunsLocally => true;

    /// <inheritdoc/>
    /// <exception cref="RegexMatchTimeoutException">The expression took longer than its match timeout.</exception>
    public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        foreach (ValueMatch match in _pattern.EnumerateMatches(text))
        {
            if (match.Length > 0)
            {
                matches.Add(new PiiMatch(_category, match.Index, match.Length, _score));
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="RegexMatchTimeoutException">The expression took longer than its match timeout.</exception>
    public bool ContainsAny(ReadOnlySpan<char> text, double minScore = PiiMatch.RoutingThreshold)
    {
        if (_score >= minScore)
        {
            foreach (ValueMatch match in _pattern.EnumerateMatches(text))
            {
                if (match.Length > 0)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
