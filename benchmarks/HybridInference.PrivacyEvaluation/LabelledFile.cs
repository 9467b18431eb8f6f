using System.IO.Compression;
using System.Text.Json;

namespace HybridInference.PrivacyEvaluation;

/// <summary>One file of labelled rows.</summary>
internal sealed record LabelledFile(string Name, IReadOnlyList<LabelledRow> Rows)
{
    private const string Extension = ".dev.jsonl.gz";

    /// <summary>Whether the rows hold no private data at all.</summary>
    public bool IsNegative => Name.StartsWith("neg-", StringComparison.Ordinal);

    public static IEnumerable<LabelledFile> ReadAll(string folder) =>
        Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal).Select(Read);

    private static LabelledFile Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var rows = new List<LabelledRow>();
        while (reader.ReadLine() is string line)
        {
            rows.Add(JsonSerializer.Deserialize<LabelledRow>(line, JsonSerializerOptions.Web)!);
        }

        return new LabelledFile(Path.GetFileName(path)[..^Extension.Length], rows);
    }
}
