using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>
/// A call as Qwen3-Coder writes it, while its text is still growing: <c>&lt;function=name&gt;</c>, for each argument
/// <c>&lt;parameter=key&gt;</c>, its value and <c>&lt;/parameter&gt;</c>, and <c>&lt;/function&gt;</c>. A value ends at the first end of a
/// parameter, and a line break at each side is not part of it. Looks at each character once. Not thread-safe.
/// </summary>
internal sealed class XmlToolCall
{
    public const string Start = "<function=";

    private const string End = "</function>";
    private const string ParameterStart = "<parameter=";
    private const string ParameterEnd = "</parameter>";
    private const int LongestName = 160;

    private readonly List<(string Key, string Value)> _arguments = [];
    private string? _name;
    private string? _key;
    private int _position;
    private int _searched;

    /// <summary>Gets how many characters the call has, after <see cref="ToolCallStep.Call"/>.</summary>
    public int Length => _position;

    /// <summary>Takes the next step: whether the call is complete, may become complete, or is none.</summary>
    /// <param name="text">The text from the call's first character on; the same as in the last step, or longer.</param>
    public ToolCallStep Read(ReadOnlySpan<char> text)
    {
        ToolCallStep? step;
        do
        {
            step = _key is null ? ReadTag(text) : ReadValue(text);
        }
        while (step is null);
        return step.Value;
    }

    /// <summary>Makes the call, with arguments of the types that the tool's schema has for them.</summary>
    /// <param name="schemas">The schemas of the tools by their names.</param>
    public FunctionCallContent? Create(IReadOnlyDictionary<string, JsonElement> schemas)
    {
        _ = schemas.TryGetValue(_name!, out JsonElement schema);
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            using (var writer = new Utf8JsonWriter(buffer))
            {
                writer.WriteStartObject();
                foreach ((string key, string value) in _arguments)
                {
                    writer.WritePropertyName(key);
                    XmlArgument.Write(writer, value, schema, key);
                }

                writer.WriteEndObject();
            }

            using JsonDocument arguments = JsonDocument.Parse(buffer.WrittenMemory);
            return ToolCallReader.Create(_name!, arguments.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // Half a surrogate pair, or arguments nested too deeply.
            return null;
        }
    }

    /// <summary>Reads a tag between values; null to go on.</summary>
    private ToolCallStep? ReadTag(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> rest = text[_position..].TrimStart();
        int start = text.Length - rest.Length;
        if (_name is not null && rest.StartsWith(End))
        {
            _position = start + End.Length;
            return ToolCallStep.Call;
        }

        string tag = _name is null ? Start : ParameterStart;
        if (!rest.StartsWith(tag))
        {
            return MayBecome(rest, tag) || MayBecome(rest, _name is null ? tag : End) ? ToolCallStep.NeedsMore : ToolCallStep.Malformed;
        }

        return ReadName(rest[tag.Length..], start + tag.Length);
    }

    /// <summary>Reads the name of the call or of its next argument; null to go on.</summary>
    private ToolCallStep? ReadName(ReadOnlySpan<char> text, int start)
    {
        int length = text.IndexOfAny('>', '\n', '<');
        if (length < 0 && text.Length <= LongestName)
        {
            return ToolCallStep.NeedsMore;
        }

        if (length is <= 0 or > LongestName || text[length] != '>')
        {
            return ToolCallStep.Malformed;
        }

        string name = text[..length].ToString();
        (_name, _key) = _name is null ? (name, null) : (_name, name);
        _position = start + length + 1;
        return null;
    }

    private ToolCallStep? ReadValue(ReadOnlySpan<char> text)
    {
        // Where the value begins is kept; where the search goes on is behind what it has seen.
        int from = Math.Max(_position, _searched);
        int found = text[from..].IndexOf(ParameterEnd);
        if (found < 0)
        {
            _searched = Math.Max(from, text.Length - ParameterEnd.Length);
            return ToolCallStep.NeedsMore;
        }

        _arguments.Add((_key!, WithoutLineBreaks(text[_position..(from + found)])));
        _position = from + found + ParameterEnd.Length;
        _key = null;
        return null;
    }

    private static bool MayBecome(ReadOnlySpan<char> text, string tag) => text.Length < tag.Length && tag.AsSpan().StartsWith(text);

    private static string WithoutLineBreaks(ReadOnlySpan<char> value)
    {
        value = value is ['\n', ..] ? value[1..] : value;
        return (value is [.., '\n'] ? value[..^1] : value).ToString();
    }
}
