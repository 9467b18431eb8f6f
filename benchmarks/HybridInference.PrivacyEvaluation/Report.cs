using System.Globalization;
using System.Text;

namespace HybridInference.PrivacyEvaluation;

/// <summary>Writes scores as Markdown tables.</summary>
internal static class Report
{
    public static string Write(IReadOnlyList<FileScore> scores)
    {
        var text = new StringBuilder();
        text.AppendLine("# Detector: precision, recall and F1 by file and type").AppendLine()
            .AppendLine("A match counts when its type is the label's and it covers at least half of the union of both. Every match is counted, whatever")
            .AppendLine("its score. `n` is the number of labels; rows that are not labelled in full count for recall only.").AppendLine()
            .AppendLine(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "LabelNotes.md")))
            .AppendLine("## Figures").AppendLine()
            .AppendLine("| file | type | n | precision | recall | F1 | missed | false |")
            .AppendLine("|---|---|---:|---:|---:|---:|---:|---:|");
        foreach (FileScore score in scores.Where(score => !score.File.IsNegative))
        {
            foreach ((string type, TypeScore typeScore) in score.Types)
            {
                WriteRow(text, score.File.Name, type, typeScore);
            }

            WriteRow(text, score.File.Name, "all", score.Total);
        }

        WriteFalseRows(text, [.. scores.Where(score => score.File.IsNegative)]);
        return text.ToString();
    }

    private static void WriteRow(StringBuilder text, string file, string type, TypeScore score) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"| {file} | {type} | {score.Labels} | {score.Precision:0.000} | {score.Recall:0.000} | {score.F1:0.000} | {score.Misses} | {score.FalseMatches} |");

    private static void WriteFalseRows(StringBuilder text, IReadOnlyList<FileScore> negatives)
    {
        text.AppendLine().AppendLine("| file without private data | rows | rows with a match | per 1,000 | types |").AppendLine("|---|---:|---:|---:|---|");
        foreach (FileScore score in negatives)
        {
            string types = string.Join(", ", score.Types.Select(type => $"{type.Key} {type.Value.FalseMatches}"));
            WriteNegative(text, score.File.Name, score.File.Rows.Count, score.FalseRows, types);
        }

        WriteNegative(text, "all", negatives.Sum(score => score.File.Rows.Count), negatives.Sum(score => score.FalseRows), "");
    }

    private static void WriteNegative(StringBuilder text, string file, int rows, int falseRows, string types) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"| {file} | {rows} | {falseRows} | {1000.0 * falseRows / Math.Max(1, rows):0.0} | {types} |");
}
