namespace HybridInference.Tests.Privacy;

/// <summary>Runs the built-in detector or another.</summary>
internal static class Detection
{
    public static List<PiiMatch> Of(string text, IPiiDetector? detector = null)
    {
        var matches = new List<PiiMatch>();
        (detector ?? PiiDetector.Default).Detect(text, matches);
        return matches;
    }

    /// <summary>The matches from the score on from which they are redacted.</summary>
    public static List<PiiMatch> SureOf(string text) => [.. Of(text).Where(match => match.Score >= PiiMatch.RedactionThreshold)];
}
