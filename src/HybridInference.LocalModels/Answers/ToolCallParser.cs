using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>
/// Reads the calls after one opening marker, as their text arrives: an object, objects with commas or semicolons between them, a list of
/// objects, <c>name[ARGS]{...}</c>, or <see cref="XmlToolCall"/>. Not thread-safe.
/// </summary>
/// <param name="names">The tools that may be called where no marker says that this is a call; null after a marker.</param>
/// <param name="schemas">The schemas of the tools' arguments by the tools' names.</param>
internal sealed class ToolCallParser(IReadOnlySet<string>? names, IReadOnlyDictionary<string, JsonElement> schemas)
{
    private JsonEndFinder _end;
    private XmlToolCall? _xml;
    private int _start;
    private bool _isInList;
    private bool _hasCall;

    /// <summary>Gets the calls, after a step <see cref="ToolCallStep.Call"/>.</summary>
    public IReadOnlyList<FunctionCallContent> Calls { get; private set; } = [];

    /// <summary>Gets how many characters are done with, after a step <see cref="ToolCallStep.Call"/> or <see cref="ToolCallStep.End"/>.</summary>
    public int Consumed { get; private set; }

    /// <summary>Takes the next step.</summary>
    /// <param name="text">The text of which nothing was consumed yet; the same as in the last step, or longer.</param>
    /// <param name="isLast">Whether no more text comes.</param>
    public ToolCallStep Read(ReadOnlySpan<char> text, bool isLast)
    {
        _start += CountBlank(text[_start..]);
        if (_start == text.Length)
        {
            return !isLast ? ToolCallStep.NeedsMore : Stop();
        }

        return text[_start] switch
        {
            '{' => ReadObject(text, isLast),
            '[' or ']' => ReadBracket(text, isLast),
            '<' when names is null && !_isInList && MayBeXml(text[_start..]) => ReadXml(text, isLast),
            ',' or ';' when _hasCall => ReadSeparator(text, isLast),
            _ when _hasCall || _isInList || names is not null => Stop(),
            _ => ReadNamed(text, isLast),
        };
    }

    private ToolCallStep ReadBracket(ReadOnlySpan<char> text, bool isLast)
    {
        bool isOpening = text[_start] == '[';
        if (isOpening ? _isInList || _hasCall : !_isInList)
        {
            return Stop();
        }

        _isInList = isOpening;
        _start++;
        return Read(text, isLast);
    }

    private static int CountBlank(ReadOnlySpan<char> text) => text.Length - text.TrimStart().Length;

    private ToolCallStep ReadObject(ReadOnlySpan<char> text, bool isLast)
    {
        ReadOnlySpan<char> json = text[_start..];
        if (names is not null && !ToolCallReader.MayBeCall(json))
        {
            return ToolCallStep.Malformed;
        }

        return _end.Find(json) is { } length
            ? Accept(ToolCallReader.Read(json[..length].ToString(), names), _start + length)
            : Wait(isLast);
    }

    private static bool MayBeXml(ReadOnlySpan<char> text) =>
        text.StartsWith(XmlToolCall.Start) || XmlToolCall.Start.AsSpan().StartsWith(text);

    private ToolCallStep ReadXml(ReadOnlySpan<char> text, bool isLast)
    {
        _xml ??= new XmlToolCall();
        return _xml.Read(text[_start..]) switch
        {
            ToolCallStep.Call => Accept(_xml.Create(schemas) is { } call ? [call] : null, _start + _xml.Length),
            ToolCallStep.NeedsMore when !isLast => ToolCallStep.NeedsMore,
            _ => Stop(),
        };
    }

    private ToolCallStep ReadSeparator(ReadOnlySpan<char> text, bool isLast)
    {
        int next = _start + 1 + CountBlank(text[(_start + 1)..]);
        if (next == text.Length && !isLast)
        {
            return ToolCallStep.NeedsMore;
        }

        if (next == text.Length || text[next] != '{')
        {
            return Stop();
        }

        _start = next;
        return ReadObject(text, isLast);
    }

    private ToolCallStep ReadNamed(ReadOnlySpan<char> text, bool isLast)
    {
        ReadOnlySpan<char> call = text[_start..];
        int brace = call.IndexOf('{');
        ReadOnlySpan<char> head = brace < 0 ? call : call[..brace];
        if (!NamedToolCall.MayBeHead(head))
        {
            return ToolCallStep.Malformed;
        }

        return brace >= 0 && _end.Find(call[brace..]) is { } length
            ? Accept(NamedToolCall.Read(head, call.Slice(brace, length).ToString()), _start + brace + length)
            : Wait(isLast);
    }

    private ToolCallStep Accept(IReadOnlyList<FunctionCallContent>? calls, int end)
    {
        if (calls is null)
        {
            return ToolCallStep.Malformed;
        }

        Calls = calls;
        Consumed = end;
        _start = 0;
        _end = default;
        _xml = null;
        _hasCall = true;
        return ToolCallStep.Call;
    }

    private static ToolCallStep Wait(bool isLast) => isLast ? ToolCallStep.Malformed : ToolCallStep.NeedsMore;

    private ToolCallStep Stop()
    {
        // A list that breaks off after a call: what follows the call is text.
        Consumed = _isInList ? 0 : _start;
        return _hasCall ? ToolCallStep.End : ToolCallStep.Malformed;
    }
}
