using System.Text;
using System.Text.Encodings.Web;

namespace HybridInference;

/// <summary>Puts values back in one text that comes in pieces of any size.</summary>
/// <remarks>It holds back only an end that could still become a placeholder. Not thread-safe.</remarks>
/// <param name="map">The values.</param>
/// <param name="withheld">The categories that are not put back.</param>
/// <param name="inLinks">Whether values are put back inside links.</param>
/// <param name="asJson">Whether the text is JSON, so that values are escaped as in a JSON string.</param>
internal sealed class TextRestorer(RedactionMap map, IReadOnlySet<string> withheld, bool inLinks, bool asJson)
{
    private string _held = "";
    private LinkContext _links = new(asJson);

    /// <summary>Gets whether an end is held back.</summary>
    public bool IsHolding => _held.Length > 0;

    /// <summary>Gets how many placeholders had a number that does not exist. They stay as they are.</summary>
    public int UnknownPlaceholders { get; private set; }

    /// <summary>Restores a piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="isLast">Whether none follows, so that nothing is held back.</param>
    /// <returns>What was held back before and now is clear, and what is clear of the piece; the piece itself when that is the same.</returns>
    public string Restore(string piece, bool isLast = false)
    {
        string text = _held.Length == 0 ? piece : _held + piece;
        var output = new Output(text);
        int end = text.Length;
        int position = 0;
        int next;
        while (position < end && (next = text.AsSpan(position).IndexOfAny(map.Format.Openers)) >= 0)
        {
            position += next;
            PlaceholderReading reading = map.Read(text.AsSpan(position), out PlaceholderMatch found);
            if (reading == PlaceholderReading.Incomplete && !isLast)
            {
                end = position;
            }
            else
            {
                UnknownPlaceholders += reading == PlaceholderReading.Unknown ? 1 : 0;
                position += reading == PlaceholderReading.Complete ? Restore(ref output, position, found) : 1;
            }
        }

        return Finish(output, isLast || map.Count == 0 ? end : end - Escapes(text, end));
    }

    /// <returns>The length of what was read.</returns>
    private int Restore(ref Output output, int start, PlaceholderMatch found)
    {
        int escapes = Math.Min(found.Escapes, Escapes(output.Text, start));
        output.Advance(ref _links, start - escapes);
        if (found.Value.IsLiteral || ((inLinks || !_links.IsInside) && !found.Value.IsOneOf(withheld)))
        {
            string value = asJson ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(found.Value.Text) : found.Value.Text;
            output.Replace(ref _links, start - escapes, start + found.Length, value);
        }

        return found.Length;
    }

    private string Finish(Output output, int end)
    {
        output.Advance(ref _links, end);
        _held = end == output.Text.Length ? "" : output.Text[end..];
        return output.ToString(end);
    }

    /// <summary>Returns how many backslashes before a place may belong to a placeholder there.</summary>
    private static int Escapes(string text, int place)
    {
        int count = 0;
        while (count < PlaceholderReader.MaxEscapes && count < place && text[place - count - 1] == '\\')
        {
            count++;
        }

        return count;
    }

    /// <summary>The text with the values that were put back so far, and the place up to which links were followed.</summary>
    private struct Output(string text)
    {
        private StringBuilder? _restored;
        private int _copied;
        private int _followed;

        public readonly string Text => text;

        public void Advance(ref LinkContext links, int end)
        {
            if (end > _followed)
            {
                links.Advance(text.AsSpan(_followed, end - _followed));
                _followed = end;
            }
        }

        public void Replace(ref LinkContext links, int start, int end, string value)
        {
            _restored ??= new StringBuilder(text.Length + value.Length);
            _restored.Append(text, _copied, start - _copied).Append(value);
            links.Advance(value);
            (_copied, _followed) = (end, end);
        }

        public readonly string ToString(int end) => _restored is null
            ? end == text.Length ? text : text[..end]
            : _restored.Append(text, _copied, end - _copied).ToString();
    }
}
