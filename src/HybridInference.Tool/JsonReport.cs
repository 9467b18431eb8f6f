using System.Text.Json;

namespace HybridInference.Tool;

/// <summary>Prints findings as a JSON array, without the values unless they are asked for.</summary>
internal sealed class JsonReport(TextWriter output, bool show) : IFindingReport
{
    public void Write(IReadOnlyList<Finding> findings)
    {
        IEnumerable<object> rows = findings.Select(finding => show
            ? (object)new { finding.File, finding.Line, finding.Column, finding.Category, finding.Score, finding.Start, finding.Length, finding.Value }
            : new { finding.File, finding.Line, finding.Column, finding.Category, finding.Score, finding.Start, finding.Length });
        output.WriteLine(JsonSerializer.Serialize(rows, JsonSerializerOptions.Web));
    }
}
