namespace HybridInference;

/// <summary>A piece of private data in a stream of text: what it is and where, never the value itself.</summary>
/// <param name="Category">One of <see cref="PiiCategories"/>.</param>
/// <param name="Start">The offset of the first character in the whole stream, in UTF-16 code units.</param>
/// <param name="Length">The length in UTF-16 code units.</param>
/// <param name="Score">How sure the detector is, from 0 to 1.</param>
public readonly record struct PiiStreamMatch(string Category, long Start, int Length, double Score);
