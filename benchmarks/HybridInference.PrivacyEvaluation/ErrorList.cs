namespace HybridInference.PrivacyEvaluation;

/// <summary>Prints what was missed and what was found in error, with its text: for the developer's console only.</summary>
internal static class ErrorList
{
    /// <summary>What stands for every type.</summary>
    private const string AnyType = "all";

    public static void Print(IEnumerable<LabelledFile> files, string type)
    {
        foreach (LabelledRow row in files.SelectMany(file => file.Rows))
        {
            var comparison = new RowComparison(row);
            foreach (LabelledSpan span in comparison.Missed.Where(span => type is AnyType ? FileScore.IsKnown(span.Type) : span.Type == type))
            {
                Print($"MISSED {span.Type}", row, span.Start, span.End);
            }

            foreach (PiiMatch match in comparison.False.Where(match => type is AnyType || match.Category == type))
            {
                Print($"FALSE {match.Category} {match.Score:0.00}", row, match.Start, match.Start + match.Length);
            }
        }
    }

    private static void Print(string kind, LabelledRow row, int start, int end)
    {
        string text = row.DecodedText;
        int from = Math.Max(0, start - 60);
        string context = $"{text[from..start]}[[{text[start..end]}]]{text[end..Math.Min(text.Length, end + 30)]}";
        Console.WriteLine($"{kind}\t{context.ReplaceLineEndings("\\n")}");
    }
}
