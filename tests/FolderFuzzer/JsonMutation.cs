using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HybridInference.FolderFuzzer;

/// <summary>Changes a value of a JSON file and leaves the file well-formed, so that what is read gets past the parser.</summary>
internal static class JsonMutation
{
    private static readonly string[] Values =
    [
        "null", "true", "-1", "0", "1", "7", "255", "2147483647", "2147483648", "1e308", "0.5", "\"\"", "\"x\"", "\"../../x\"", "\"(a+)+$\"", "\"(?<!a)b\"", "\"<|im_end|>\"",
        "[]", "{}", "[[]]", "[null]", "{\"type\": \"Sequence\"}", "{\"type\": \"ByteLevel\"}", "{\"type\": \"Metaspace\"}", "\"{{ x * 1000000000 }}\"", "\"HALF\"",
    ];

    /// <summary>Changes a value; null where the file is no JSON object.</summary>
    public static byte[]? TryApply(byte[] content, Random random)
    {
        try
        {
            if (JsonNode.Parse(content) is not JsonObject root)
            {
                return null;
            }

            JsonNode parent = root;
            while (random.Next(5) > 0 && Child(parent, random) is JsonObject or JsonArray)
            {
                parent = Child(parent, random) is { } child and (JsonObject or JsonArray) ? child : parent;
            }

            Change(parent, random);
            return Encoding.UTF8.GetBytes(root.ToJsonString().Replace("HALF", "\\ud800", StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static JsonNode? Child(JsonNode parent, Random random) => parent switch
    {
        JsonObject { Count: > 0 } item => item.ElementAt(random.Next(item.Count)).Value,
        JsonArray { Count: > 0 } list => list[random.Next(list.Count)],
        _ => null,
    };

    private static void Change(JsonNode parent, Random random)
    {
        JsonNode? value = JsonNode.Parse(Values[random.Next(Values.Length)]);
        if (parent is JsonArray { Count: > 0 } list)
        {
            int index = random.Next(list.Count);
            if (random.Next(4) == 0)
            {
                list.RemoveAt(index);
            }
            else
            {
                list[index] = value;
            }
        }
        else if (parent is JsonObject { Count: > 0 } item)
        {
            string key = item.ElementAt(random.Next(item.Count)).Key;
            if (random.Next(4) == 0)
            {
                item.Remove(key);
            }
            else
            {
                item[key] = value;
            }
        }
    }
}
