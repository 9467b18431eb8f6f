using System.Runtime.InteropServices;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>
/// Takes an answer apart as it arrives: text, reasoning, calls of tools. Text is held back only as long as it may still turn out to be a
/// marker or a call; what turns out to be neither is text. Never throws for what a model writes. Not thread-safe.
/// </summary>
internal sealed class AnswerReader
{
    private readonly AnswerMarkers _markers;
    private readonly IReadOnlySet<string> _tools;
    private readonly bool _isOneCall;
    private readonly List<char> _pending = [];
    private List<AIContent>? _contents;
    private Place _place = Place.Start;
    private ToolCallParser? _parser;
    private string _opening = "";
    private bool _trims;
    private bool _isAfterCall;

    /// <param name="markers">The markers of the model.</param>
    /// <param name="tools">The names of the tools that the model may call; empty for none.</param>
    /// <param name="isOneCall">Whether the answer ends with its first call.</param>
    /// <param name="isReasoning">Whether the answer begins within reasoning.</param>
    public AnswerReader(AnswerMarkers markers, IReadOnlySet<string> tools, bool isOneCall = false, bool isReasoning = false)
    {
        _markers = markers;
        _tools = tools;
        _isOneCall = isOneCall;
        if (isReasoning)
        {
            Enter(Place.Reasoning);
        }
    }

    private enum Place
    {
        Start,
        Text,
        Reasoning,
        Call,
    }

    /// <summary>Gets a value indicating whether reasoning is left out.</summary>
    public bool HidesReasoning { get; init; }

    /// <summary>Gets whether the answer has a call.</summary>
    public bool HasCall { get; private set; }

    /// <summary>Gets whether the answer has the one call that it may have: what follows is not read.</summary>
    public bool IsComplete => HasCall && _isOneCall;

    /// <summary>Takes further text and gives the parts that are complete with it; null where there are none.</summary>
    public List<AIContent>? Append(string text)
    {
        if (_place == Place.Text && _pending.Count == 0 && text.Length > 0 && _markers.Text.IsPlain(text))
        {
            // A list of one, as most have: its default is room for four, for every token.
            return new List<AIContent>(1) { new TextContent(text) };
        }

        _pending.AddRange(text);
        return Read(isLast: false);
    }

    /// <summary>Gives what was held back, when no more text comes.</summary>
    public List<AIContent>? Complete() => Read(isLast: true);

    private List<AIContent>? Read(bool isLast)
    {
        _contents = null;
        while ((_pending.Count > 0 || (isLast && _place == Place.Call)) && !IsComplete && ReadPlace(CollectionsMarshal.AsSpan(_pending), isLast))
        {
        }

        return _contents;
    }

    /// <summary>Reads on; false when that needs more text.</summary>
    private bool ReadPlace(ReadOnlySpan<char> text, bool isLast) => _place switch
    {
        Place.Start => ReadStart(text, isLast),
        Place.Text => ReadText(text, isLast),
        Place.Reasoning => ReadReasoning(text, isLast),
        _ => ReadCall(text, isLast),
    };

    private bool ReadStart(ReadOnlySpan<char> text, bool isLast)
    {
        int blank = text.Length - text.TrimStart().Length;
        ReadOnlySpan<char> rest = text[blank..];
        MarkerSearch search = _isAfterCall ? _markers.AfterCall : _markers.Start;
        if (rest.IsEmpty || search.IsUndecidedAt(rest, isLast))
        {
            return isLast && StartText(blank);
        }

        if (search.FindAt(rest) is { } marker)
        {
            Enter(marker, blank);
            return true;
        }

        if (_tools.Count > 0 && rest[0] is '{' or '[')
        {
            EnterCall(_tools, opening: "", consumed: _trims ? blank : 0);
            return true;
        }

        return StartText(blank);
    }

    private bool StartText(int blank)
    {
        Drop(_trims ? blank : 0);
        Enter(Place.Text);
        return true;
    }

    private bool ReadText(ReadOnlySpan<char> text, bool isLast)
    {
        MarkerMatch match = _markers.Text.Find(text, isLast);
        AddText(text[..match.Start].ToString());
        Drop(match.Start);
        if (match.Marker is not { } marker)
        {
            return false;
        }

        Enter(marker, blank: 0);
        return true;
    }

    private bool ReadReasoning(ReadOnlySpan<char> text, bool isLast)
    {
        int start = _trims ? text.Length - text.TrimStart().Length : 0;
        MarkerMatch match = _markers.Reasoning.Find(text, isLast);
        start = Math.Min(start, match.Start);

        // White space before the end is not part of it, so it waits for what follows.
        int end = Math.Max(start, text[..match.Start].TrimEnd().Length);
        if (end > start)
        {
            AddReasoning(text[start..end]);
            _trims = false;
        }

        if (match.Marker is { } marker)
        {
            Drop(match.Start);
            Enter(marker, blank: 0);
            return true;
        }

        Drop(isLast ? text.Length : end);
        return false;
    }

    private bool ReadCall(ReadOnlySpan<char> text, bool isLast)
    {
        switch (_parser!.Read(text, isLast))
        {
            case ToolCallStep.Call:
                AddCalls(_parser.Calls);
                Drop(_parser.Consumed);
                return true;
            case ToolCallStep.End:
                Drop(_parser.Consumed);
                Enter(Place.Start);
                _isAfterCall = true;
                return true;
            case ToolCallStep.Malformed:
                AddText(_opening);
                Enter(Place.Text);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Goes on after a marker, before which there may be white space that is no text unless the marker turns out to be.</summary>
    private void Enter(AnswerMarker marker, int blank)
    {
        string opening = marker.IsSpecial ? "" : CollectionsMarshal.AsSpan(_pending)[..(blank + marker.Text.Length)].ToString();
        int consumed = blank + marker.Text.Length;
        switch (marker.Kind)
        {
            case MarkerKind.Call:
                EnterCall(marker.OnlyAtStart ? _tools : null, opening, consumed);
                break;
            case MarkerKind.Reasoning:
                Drop(consumed);
                Enter(Place.Reasoning);
                break;
            case MarkerKind.ReasoningEnd when _place == Place.Reasoning:
                Drop(consumed);
                Enter(Place.Start);
                break;
            default:
                Drop(consumed);
                break;
        }
    }

    private void EnterCall(IReadOnlySet<string>? names, string opening, int consumed)
    {
        Drop(consumed);
        _parser = new ToolCallParser(names);
        _opening = opening;
        _place = Place.Call;
    }

    /// <summary>Changes the place. White space where it begins is not part of it, but text begins with whatever it begins with.</summary>
    private void Enter(Place place)
    {
        _place = place;
        _trims = place != Place.Text;
        _isAfterCall = false;
    }

    private void AddCalls(IReadOnlyList<FunctionCallContent> calls)
    {
        HasCall = true;
        _opening = "";
        foreach (FunctionCallContent call in _isOneCall ? calls.Take(1) : calls)
        {
            Add(call);
        }
    }

    private void AddReasoning(ReadOnlySpan<char> text)
    {
        if (!HidesReasoning)
        {
            Add(new TextReasoningContent(text.ToString()));
        }
    }

    private void AddText(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (_contents is [.., TextContent last])
        {
            last.Text += text;
        }
        else
        {
            Add(new TextContent(text));
        }
    }

    private void Add(AIContent content) => (_contents ??= new List<AIContent>(1)).Add(content);

    private void Drop(int count) => _pending.RemoveRange(0, count);
}
