using System.Text.Json;

namespace HybridInference;

/// <summary>Reads a JSON file of prices into nodes that know their lines.</summary>
/// <remarks>System.Text.Json's own documents forget where a value stood.</remarks>
internal sealed class PriceDocument(string file, byte[] utf8)
{
    private int _position;
    private int _line = 1;

    public static PriceNode Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(Path.GetFileName(path), File.ReadAllBytes(path));
    }

    public static PriceNode Parse(string file, byte[] utf8) => new PriceDocument(file, utf8).ParseRoot();

    private PriceNode ParseRoot()
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            reader.Read();
            PriceNode root = ReadNode(ref reader, "");
            reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            string problem = $"the file is not valid JSON at byte {exception.BytePositionInLine} of the line";
            throw new PriceFileException(file, (exception.LineNumber ?? 0) + 1, "(JSON)", problem, exception);
        }
    }

    private PriceNode ReadNode(ref Utf8JsonReader reader, string path)
    {
        int line = LineOf(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new(file, line, path, JsonTokenType.StartObject, "", ReadMembers(ref reader, path)),
            JsonTokenType.StartArray => new(file, line, path, JsonTokenType.StartArray, "", ReadItems(ref reader, path)),
            JsonTokenType.Number => new(file, line, path, JsonTokenType.Number, System.Text.Encoding.UTF8.GetString(reader.ValueSpan), []),
            JsonTokenType.String => new(file, line, path, JsonTokenType.String, reader.GetString()!, []),
            JsonTokenType kind => new(file, line, path, kind, kind.ToString(), []),
        };
    }

    private List<PriceNode> ReadMembers(ref Utf8JsonReader reader, string path)
    {
        var members = new List<PriceNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            members.Add(ReadNode(ref reader, path.Length == 0 ? name : $"{path}.{name}").Named(name));
        }

        return members;
    }

    private List<PriceNode> ReadItems(ref Utf8JsonReader reader, string path)
    {
        var items = new List<PriceNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadNode(ref reader, $"{path}[{items.Count}]"));
        }

        return items;
    }

    /// <summary>Tokens come in the order of the file, so each line is counted once.</summary>
    private int LineOf(long index)
    {
        _line += utf8.AsSpan(_position, (int)index - _position).Count((byte)'\n');
        _position = (int)index;
        return _line;
    }
}
