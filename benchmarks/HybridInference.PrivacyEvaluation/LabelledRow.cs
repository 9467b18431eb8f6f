using System.Text;

namespace HybridInference.PrivacyEvaluation;

/// <summary>A text with its labels.</summary>
/// <param name="Text">The text, encoded when <paramref name="Encoding"/> says so.</param>
/// <param name="Spans">The labels.</param>
/// <param name="Scope">The types for which every occurrence is labelled.</param>
/// <param name="Partial">Whether more may be there than is labelled: such a row counts for recall only.</param>
/// <param name="Encoding"><c>base64-utf16le</c>, or nothing.</param>
internal sealed record LabelledRow(string Text, IReadOnlyList<LabelledSpan> Spans, IReadOnlyList<string> Scope, bool Partial, string? Encoding)
{
    /// <summary>The detector that is measured.</summary>
    public static IPiiDetector Detector { get; set; } = PiiDetector.Default;

    /// <summary>The text as it is scanned.</summary>
    public string DecodedText => Encoding == "base64-utf16le" ? System.Text.Encoding.Unicode.GetString(Convert.FromBase64String(Text)) : Text;

    /// <summary>Finds what the detector reports in this row.</summary>
    public List<PiiMatch> Detect()
    {
        var matches = new List<PiiMatch>();
        Detector.Detect(DecodedText, matches);
        return matches;
    }

    /// <summary>Whether a match that hits no label is an error.</summary>
    public bool IsExhaustiveFor(string type) => !Partial && Scope.Contains(type);
}
