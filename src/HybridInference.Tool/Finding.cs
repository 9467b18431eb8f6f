namespace HybridInference.Tool;

/// <summary>A match in a file.</summary>
/// <param name="File">The name of the file as it was given.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in UTF-16 code units, from 1.</param>
/// <param name="Category">The category.</param>
/// <param name="Score">The score.</param>
/// <param name="Start">The offset in the file, in UTF-16 code units.</param>
/// <param name="Length">The length in UTF-16 code units.</param>
/// <param name="Value">The value, which is shown only when asked for.</param>
internal sealed record Finding(string File, int Line, int Column, string Category, double Score, int Start, int Length, string Value);
