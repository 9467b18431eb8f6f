using System.Text;

namespace HybridInference;

/// <summary>Replaces known values by their placeholders, wherever they stand: also where a detector missed them.</summary>
internal sealed class RedactingRewriter(RedactionMap map) : TextRewriter
{
    private readonly ValueSearch _search = map.Search;

    /// <summary>Gets whether a value stands where it cannot be replaced.</summary>
    public bool HasRefused { get; private set; }

    public override bool MayChange(string text) => _search.TryFind(text, 0, out _);

    public override void Refuse() => HasRefused = true;

    public override string Rewrite(string text)
    {
        StringBuilder? redacted = null;
        int position = 0;
        while (_search.TryFind(text, position, out ValueOccurrence found))
        {
            int end = _search.EndOfOverlap(text, found);
            redacted ??= new StringBuilder(text.Length);
            redacted.Append(text, position, found.Start - position).Append(TokenOf(text, found, end));
            position = end;
        }

        return redacted is null ? text : redacted.Append(text, position, text.Length - position).ToString();
    }

    /// <summary>Values that overlap are one value together: no rest of either stays, and what is put back is what was there.</summary>
    private string TokenOf(string text, ValueOccurrence found, int end) =>
        end == found.Start + found.Length
            ? found.Value.Token
            : map.Add(found.Value.Category, text[found.Start..end]).Token;
}
