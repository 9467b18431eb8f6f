using System.Text;

namespace HybridInference;

/// <summary>Replaces known values by their placeholders, wherever they stand: also where a detector missed them.</summary>
internal sealed class RedactingRewriter(RedactionMap map) : TextRewriter
{
    private readonly ValueSearch _search = map.Search;
    private readonly List<RedactedValue> _others = [];

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
            _others.Clear();
            int end = _search.EndOfOverlap(text, found, _others);
            redacted ??= new StringBuilder(text.Length);
            redacted.Append(text, position, found.Start - position).Append(TokenOf(text, found, end));
            position = end;
        }

        return redacted is null ? text : redacted.Append(text, position, text.Length - position).ToString();
    }

    /// <summary>
    /// Values that overlap are one value together: no rest of either stays, and what is put back is what was there. It is of every category that a
    /// part of it is of, so a secret in it is withheld where secrets are.
    /// </summary>
    private string TokenOf(string text, ValueOccurrence found, int end)
    {
        string category = found.Value.IsLiteral && _others.Count > 0 ? _others[^1].Category : found.Value.Category;
        RedactedValue value = end == found.Start + found.Length ? found.Value : map.Add(category, text[found.Start..end]);
        foreach (RedactedValue other in _others)
        {
            map.AddCategory(value, other);
        }

        return value.Token;
    }
}
