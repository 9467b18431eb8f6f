namespace HybridInference;

/// <summary>A piece of private data in a text: what it is and where, never the value itself.</summary>
/// <param name="Category">One of <see cref="PiiCategories"/>, or a detector's own constant of low cardinality.</param>
/// <param name="Start">The offset of the first character, in UTF-16 code units.</param>
/// <param name="Length">The length in UTF-16 code units.</param>
/// <param name="Score">How sure the detector is, from 0 to 1.</param>
public readonly record struct PiiMatch(string Category, int Start, int Length, double Score)
{
    /// <summary>The score from which a match makes a request private.</summary>
    public const double RoutingThreshold = 0.5;

    /// <summary>The score from which a match is redacted.</summary>
    public const double RedactionThreshold = 0.4;

    internal int End => Start + Length;
}
