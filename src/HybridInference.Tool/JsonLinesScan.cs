using System.Text.Encodings.Web;
using System.Text.Json;

namespace HybridInference.Tool;

/// <summary>Reads rows <c>{"text": ...}</c> and prints a row with the spans of each, whatever their score; offsets in UTF-16 code units.</summary>
internal static class JsonLinesScan
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the process returns when a row was not what it should be; in place of its spans stands an error, and the others are scanned.</summary>
    public const int InvalidRow = 2;

    public static int Run(TextReader input, TextWriter output)
    {
        var matches = new List<PiiMatch>();
        int result = 0;
        for (int row = 1; input.ReadLine() is string line; row++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            bool isText = TryReadText(line, out string text);
            output.WriteLine(isText ? Scan(text, matches) : Write(new { error = $"Line {row} is no object with a string \"text\"." }));
            result = isText ? result : InvalidRow;
        }

        return result;
    }

    private static string Scan(string text, List<PiiMatch> matches)
    {
        matches.Clear();
        PiiDetector.Default.Detect(text, matches);
        return Write(new { spans = matches.Select(match => new { match.Start, End = match.Start + match.Length, Type = match.Category, match.Score }) });
    }

    private static string Write(object row) => JsonSerializer.Serialize(row, Options);

    private static bool TryReadText(string line, out string text)
    {
        text = "";
        try
        {
            using JsonDocument row = JsonDocument.Parse(line);
            if (row.RootElement.ValueKind != JsonValueKind.Object
                || !row.RootElement.TryGetProperty("text", out JsonElement element) || element.ValueKind != JsonValueKind.String)
            {
                return false;
            }

            text = JsonStrings.ValueOf(element);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
