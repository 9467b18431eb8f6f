using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>
/// Takes an answer of gpt-oss apart, which is one message after the other ("harmony"): <c>&lt;|channel|&gt;analysis&lt;|message|&gt;</c> and
/// reasoning, <c>commentary to=functions.name</c> and the arguments of a call, anything else and text. What begins without a header is text.
/// </summary>
internal sealed class HarmonyReader : IAnswerReader
{
    /// <summary>What a message of the final channel begins with.</summary>
    public const string FinalStart = Channel + "final" + Message;

    /// <summary>What ends an answer: a call, or the end of the last message.</summary>
    public static readonly IReadOnlyList<string> AnswerEnds = ["<|call|>", "<|return|>"];

    /// <summary>What a header begins with.</summary>
    public const string Channel = "<|channel|>";
    private const string Message = "<|message|>";
    private const string Start = "<|start|>";

    /// <summary>What a header is made of, and what ends a message; all are tokens, which text cannot have.</summary>
    public static readonly IReadOnlyList<AnswerMarker> Markers =
        [.. new[] { Channel, Message, Start, "<|end|>", "<|call|>", "<|return|>", "<|constrain|>" }.Select(text => new AnswerMarker(text, MarkerKind.CallEnd))];

    private static readonly MarkerSearch HeaderEnd = new(Markers.Where(marker => marker.Text == Message));
    private static readonly MarkerSearch BodyEnd = new(Markers.Where(marker => marker.Text is not (Message or "<|constrain|>")));
    private static readonly MarkerSearch HeaderStart = new([new(Channel, MarkerKind.Call), new(Start, MarkerKind.Call), new(Message, MarkerKind.Call), new(" to=", MarkerKind.Call)]);

    private readonly IReadOnlySet<string> _tools;
    private readonly AnswerParts _parts;
    private readonly List<char> _pending = [];
    private Place _place;
    private string _tool = "";

    /// <param name="tools">The names of the tools that the model may call; empty for none.</param>
    /// <param name="isOneCall">Whether the answer ends with its first call.</param>
    /// <param name="beginning">Within what the answer begins.</param>
    /// <param name="hidesReasoning">Whether reasoning is left out.</param>
    public HarmonyReader(IReadOnlySet<string> tools, bool isOneCall = false, AnswerBeginning beginning = default, bool hidesReasoning = false)
    {
        _place = beginning == AnswerBeginning.Text ? Place.Text : Place.Beginning;
        _tools = tools;
        _parts = new AnswerParts(isOneCall, hidesReasoning);
    }

    private enum Place
    {
        Beginning,
        Header,
        Text,
        Reasoning,
        Call,
    }

    /// <inheritdoc/>
    public bool HasCall => _parts.HasCall;

    /// <inheritdoc/>
    public bool IsComplete => _parts.IsComplete;

    /// <inheritdoc/>
    public List<AIContent>? Append(string text)
    {
        if (_place == Place.Text && _pending.Count == 0 && text.Length > 0 && BodyEnd.IsPlain(text))
        {
            return AnswerParts.OfText(text);
        }

        _pending.AddRange(text);
        return Read(isLast: false);
    }

    /// <inheritdoc/>
    public List<AIContent>? Complete() => Read(isLast: true);

    private List<AIContent>? Read(bool isLast)
    {
        while (_pending.Count > 0 && !IsComplete && ReadPlace(CollectionsMarshal.AsSpan(_pending), isLast))
        {
        }

        return _parts.Take();
    }

    /// <summary>Reads on; false when that needs more text.</summary>
    private bool ReadPlace(ReadOnlySpan<char> text, bool isLast) => _place switch
    {
        Place.Beginning => ReadBeginning(text, isLast),
        Place.Header => ReadHeader(text, isLast),
        Place.Call => ReadCall(text, isLast),
        _ => ReadBody(text, isLast),
    };

    private bool ReadBeginning(ReadOnlySpan<char> text, bool isLast)
    {
        if (HeaderStart.IsUndecidedAt(text, isLast))
        {
            return false;
        }

        _place = HeaderStart.FindAt(text) is null ? Place.Text : Place.Header;
        return true;
    }

    private bool ReadHeader(ReadOnlySpan<char> text, bool isLast)
    {
        MarkerMatch match = HeaderEnd.Find(text, isLast);
        if (match.Marker is null)
        {
            // A header that is cut has nothing to say.
            Drop(isLast ? text.Length : 0);
            return false;
        }

        Enter(text[..match.Start]);
        Drop(match.Start + Message.Length);
        return true;
    }

    private void Enter(ReadOnlySpan<char> header)
    {
        _tool = HarmonyHeader.ReadTool(header, _tools);
        _place = _tool.Length > 0 ? Place.Call : HarmonyHeader.IsAnalysis(header) ? Place.Reasoning : Place.Text;
    }

    private bool ReadBody(ReadOnlySpan<char> text, bool isLast)
    {
        MarkerMatch match = BodyEnd.Find(text, isLast);
        if (_place == Place.Reasoning)
        {
            _parts.AddReasoning(text[..match.Start]);
        }
        else
        {
            _parts.AddText(text[..match.Start].ToString());
        }

        Drop(match.Start);
        return match.Marker is { } marker && EndMessage(marker);
    }

    /// <summary>Reads a call, which is whole when its message ends.</summary>
    private bool ReadCall(ReadOnlySpan<char> text, bool isLast)
    {
        MarkerMatch match = BodyEnd.Find(text, isLast);
        if (match.Marker is null && !isLast)
        {
            return false;
        }

        string body = text[..match.Start].ToString();
        if (CreateCall(body) is { } call)
        {
            _parts.AddCalls([call]);
        }
        else
        {
            _parts.AddText(body);
        }

        Drop(match.Start);
        return match.Marker is { } marker && EndMessage(marker);
    }

    /// <summary>Goes on after the end of a message, which the beginning of the next one may be.</summary>
    private bool EndMessage(AnswerMarker marker)
    {
        Drop(marker.Text is Channel or Start ? 0 : marker.Text.Length);
        _place = Place.Header;
        return true;
    }

    private FunctionCallContent? CreateCall(string arguments)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(arguments);
            return document.RootElement.ValueKind == JsonValueKind.Object ? ToolCallReader.Create(_tool, document.RootElement) : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private void Drop(int count) => _pending.RemoveRange(0, count);
}
