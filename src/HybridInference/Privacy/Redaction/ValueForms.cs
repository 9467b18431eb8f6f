using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;

namespace HybridInference;

/// <summary>The spellings in which known values may stand in a text: as found, without separators, and escaped for JSON or a web address.</summary>
internal sealed class ValueForms
{
    /// <summary>Shorter ones are only looked for as whole words, because they are part of many others.</summary>
    private const int MinLengthInWords = 8;

    private readonly Dictionary<string, ValueForm> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ValueForm> _anyCase = new(StringComparer.OrdinalIgnoreCase);

    public bool TryGet(string text, [NotNullWhen(true)] out RedactedValue? value)
    {
        value = _exact.TryGetValue(text, out ValueForm form) ? form.Value : null;
        return value is not null;
    }

    /// <summary>Adds the forms of a value as it is written.</summary>
    /// <returns><see langword="true"/> when one of them is new.</returns>
    public bool Add(RedactedValue value, string category, string text, bool inWord)
    {
        bool added = AddForm(text, value, inWord);
        if (!value.IsLiteral)
        {
            added |= AddForm(JavaScriptEncoder.Default.Encode(text), value, inWord);
            added |= AddForm(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text), value, inWord);
            added |= AddForm(Uri.EscapeDataString(text), value, inWord);
            added |= AddCompact(category, text, value);
        }

        return added;
    }

    public void Clear()
    {
        _exact.Clear();
        _anyCase.Clear();
    }

    public ValueSearch ToSearch() => new(new(_exact, StringComparer.Ordinal), new(_anyCase, StringComparer.OrdinalIgnoreCase));

    private bool AddCompact(string category, string text, RedactedValue value)
    {
        string compact = category == PiiCategories.Phone ? ValueKey.Digits(text)
            : ValueKey.IsNumber(category) ? ValueKey.Compact(text) : text;
        return compact.Length >= MinLengthInWords && AddForm(compact, value, inWord: false);
    }

    private bool AddForm(string text, RedactedValue value, bool inWord)
    {
        var form = new ValueForm(value, inWord || text.Length >= MinLengthInWords);
        if (_exact.TryGetValue(text, out ValueForm known) && (known.InWords || !form.InWords))
        {
            return false;
        }

        _exact[text] = form with { Value = known.Value ?? value };
        _anyCase[text] = _anyCase.TryGetValue(text, out known) ? known with { InWords = known.InWords || form.InWords } : form;
        return true;
    }
}
