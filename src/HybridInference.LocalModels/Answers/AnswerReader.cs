using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Takes an answer apart by the markers that stand around reasoning and calls.</summary>
internal sealed class AnswerReader : IAnswerReader
{
    private readonly AnswerMarkers _markers;
    private readonly IReadOnlySet<string> _tools;
    private readonly AnswerParts _parts;
    private readonly List<char> _pending = [];
    private Place _place = Place.Start;
    private ToolCallParser? _parser;
    private string _opening = "";
    private bool _trims;
    private bool _isAfterCall;

    /// <param name="markers">The markers of the model.</param>
    /// <param name="tools">The names of the tools that the model may call; empty for none.</param>
    /// <param name="isOneCall">Whether the answer ends with its first call.</param>
    /// <param name="beginning">Within what the answer begins.</param>
    /// <param name="hidesReasoning">Whether reasoning is left out.</param>
    public AnswerReader(
        AnswerMarkers markers, IReadOnlySet<string> tools, bool isOneCall = false, AnswerBeginning beginning = default, bool hidesReasoning = false)
    {
        _markers = markers;
        _tools = tools;
        _parts = new AnswerParts(isOneCall, hidesReasoning);
        if (beginning != AnswerBeginning.Anything)
        {
            Enter(beginning == AnswerBeginning.Text ? Place.Text : Place.Reasoning);
        }
    }

    private enum Place
    {
        Start,
        Text,
        Reasoning,
        Call,
    }

    /// <summary>Gets the schemas of the tools' arguments by the tools' names, for calls whose text does not tell the types.</summary>
    public IReadOnlyDictionary<string, JsonElement> Schemas { get; init; } = new Dictionary<string, JsonElement>();

    /// <inheritdoc/>
    public bool HasCall => _parts.HasCall;

    /// <inheritdoc/>
    public bool IsComplete => _parts.IsComplete;

    /// <inheritdoc/>
    public List<AIContent>? Append(string text)
    {
        if (_place == Place.Text && _pending.Count == 0 && text.Length > 0 && _markers.Text.IsPlain(text))
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
        while ((_pending.Count > 0 || (isLast && _place == Place.Call)) && !IsComplete && ReadPlace(CollectionsMarshal.AsSpan(_pending), isLast))
        {
        }

        return _parts.Take();
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
        _parts.AddText(text[..match.Start].ToString());
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
            _parts.AddReasoning(text[start..end]);
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
                _opening = "";
                _parts.AddCalls(_parser.Calls);
                Drop(_parser.Consumed);
                return true;
            case ToolCallStep.End:
                Drop(_parser.Consumed);
                Enter(Place.Start);
                _isAfterCall = true;
                return true;
            case ToolCallStep.Malformed:
                _parts.AddText(_opening);
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
        _parser = new ToolCallParser(names, Schemas);
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

    private void Drop(int count) => _pending.RemoveRange(0, count);
}
