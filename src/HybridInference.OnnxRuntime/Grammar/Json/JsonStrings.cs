using System.Globalization;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Writes JSON strings (RFC 8259, section 7). Surrogates come in pairs only, so that every string is text.</summary>
internal sealed class JsonStrings
{
    private const string ShortEscapes = "\"\"\\\\\bb\ff\nn\rr\tt";

    private readonly TermFactory _terms;
    private readonly Utf8Grammar _utf8;
    private readonly Term _quote;
    private readonly Term _character;

    public JsonStrings(TermFactory terms)
    {
        _terms = terms;
        _utf8 = new Utf8Grammar(terms);
        _quote = terms.Text("\"");
        _character = terms.Choice(_utf8.Write(Plain), WriteEscape());
    }

    /// <summary>The characters that stand for themselves.</summary>
    public static CodePoints Plain { get; } = CodePoints.All.Except(CodePoints.Range(0, 0x1F).Union(CodePoints.Of('"', '\\')));

    /// <summary>Writes any string with a number of characters, a pair of surrogates being one.</summary>
    public Term Any(int min = 0, int max = RepeatTerm.Unbounded) => Quote(_terms.Repeat(_character, min, max));

    /// <summary>Writes the quotes around what is between them.</summary>
    public Term Quote(Term content) => _terms.Scope(_terms.Sequence(_quote, content, _quote));

    /// <summary>Writes one character of a set, escaped only where it has to be.</summary>
    public Term Character(CodePoints characters)
    {
        var choices = new List<Term> { _utf8.Write(characters.Intersect(Plain)) };
        foreach ((int first, int last) in characters.Except(Plain).Ranges)
        {
            for (int value = first; value <= last; value++)
            {
                choices.Add(_terms.Text(Escape((char)value)));
            }
        }

        return _terms.Choice(choices);
    }

    /// <summary>Writes a certain text, without the quotes.</summary>
    public static string Escape(string text) => string.Concat(text.Select(Escape));

    private static string Escape(char character)
    {
        if (ShortEscapes.IndexOf(character) is >= 0 and int index && index % 2 == 0)
        {
            return $"\\{ShortEscapes[index + 1]}";
        }

        return character < ' ' ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : character.ToString();
    }

    private Term WriteEscape()
    {
        Term hex = _terms.Bytes(ByteSet.Range((byte)'0', (byte)'9').Union(Letters('a', 'f')));
        Term highLead = _terms.Bytes(ByteSet.Range((byte)'8', (byte)'9').Union(Letters('a', 'b')));
        Term first = _terms.Bytes(ByteSet.Range((byte)'0', (byte)'9').Union(Letters('a', 'c')).Union(Letters('e', 'f')));
        Term d = _terms.Bytes(Letters('d', 'd'));
        Term plain = _terms.Choice(
            _terms.Sequence(first, hex, hex, hex),
            _terms.Sequence(d, _terms.Bytes((byte)'0', (byte)'7'), hex, hex));
        Term pair = _terms.Sequence([d, highLead, hex, hex, _terms.Text("\\u"), d, _terms.Bytes(Letters('c', 'f')), hex, hex]);
        Term simple = _utf8.Write(CodePoints.Of("\"\\/bfnrt"));
        return _terms.Sequence(_terms.Text("\\"), _terms.Choice(simple, _terms.Sequence(_terms.Text("u"), _terms.Choice(plain, pair))));
    }

    private static ByteSet Letters(char first, char last) =>
        ByteSet.Range((byte)first, (byte)last).Union(ByteSet.Range((byte)char.ToUpperInvariant(first), (byte)char.ToUpperInvariant(last)));
}
