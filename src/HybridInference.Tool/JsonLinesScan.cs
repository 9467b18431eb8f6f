using System.Text.Json;

namespace HybridInference.Tool;

/// <summary>Reads rows <c>{"text": ...}</c> and prints a row with the spans of each, whatever their score; offsets in UTF-16 code units.</summary>
internal static class JsonLinesScan
{
    private const int InvalidRow = 2;

    public static int Run(TextReader input, TextWriter output)
    {
        var matches = new List<PiiMatch>();
        while (input.ReadLine() is string line)
        {
            if (!TryReadText(line, out string text))
            {
                output.WriteLine("{\"error\":\"A row is an object with a string \\\"text\\\".\"}");
                return InvalidRow;
            }

            matches.Clear();
            PiiDetector.Default.Detect(text, matches);
            var spans = matches.Select(match => new { match.Start, End = match.Start + match.Length, Type = match.Category, match.Score });
            output.WriteLine(JsonSerializer.Serialize(new { spans }, JsonSerializerOptions.Web));
        }

        return 0;
    }

    private static bool TryReadText(string line, out string text)
    {
        text = "";
        try
        {
            using JsonDocument row = JsonDocument.Parse(line);
            bool isText = row.RootElement.ValueKind == JsonValueKind.Object
                && row.RootElement.TryGetProperty("text", out JsonElement element) && element.ValueKind == JsonValueKind.String;
            text = isText ? row.RootElement.GetProperty("text").GetString()! : "";
            return isText;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
