namespace HybridInference;

/// <summary>Checks what an application gives a detector for its matches.</summary>
internal static class PiiScore
{
    /// <summary>Returns the category and the score when they can be those of a match.</summary>
    /// <exception cref="ArgumentException">The category is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The score is not above 0 and at most 1.</exception>
    public static (string Category, double Score) Check(string category, double score)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(category);
        if (!(score is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(score), score, "A score is above 0 and at most 1. From PiiMatch.RoutingThreshold on a match makes a request private.");
        }

        return (category, score);
    }
}
