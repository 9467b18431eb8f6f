namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Writes JSON values (RFC 8259) with bounded white space, numbers and depth, so that no answer gets lost in one of them.</summary>
internal sealed class JsonGrammar
{
    /// <summary>How deeply objects and arrays nest at most. JSON readers have a limit too; that of System.Text.Json is 64.</summary>
    public const int MaxDepth = 32;

    /// <summary>How many digits a number has at most before the point, and after it.</summary>
    public const int MaxDigits = 15;

    private const int MaxIndentation = 2 * MaxDepth;
    private const int MaxIntegerDigits = 18;
    private const int MaxExponentDigits = 2;

    private readonly TermFactory _terms;
    private readonly Dictionary<int, Term> _values = [];

    public JsonGrammar(TermFactory terms)
    {
        _terms = terms;
        Strings = new JsonStrings(terms);
        Digit = terms.Bytes((byte)'0', (byte)'9');
        Break = WriteBreak();
        Integer = WriteInteger(MaxIntegerDigits);
        Number = WriteNumber();
    }

    public JsonStrings Strings { get; }

    /// <summary>Gets one decimal digit.</summary>
    public Term Digit { get; }

    /// <summary>Gets the white space at the borders of values: nothing, a blank, or a new line and its indentation.</summary>
    public Term Break { get; }

    /// <summary>Gets any integer that has at most 18 digits, so that it fits into 64 bits.</summary>
    public Term Integer { get; }

    /// <summary>Gets any number with at most 15 digits before and after the point and an exponent of two.</summary>
    public Term Number { get; }

    /// <summary>Writes any value.</summary>
    /// <param name="depth">How deeply objects and arrays may nest in it.</param>
    public Term Value(int depth)
    {
        if (!_values.TryGetValue(depth, out Term? value))
        {
            Term scalar = _terms.Choice(Strings.Any(), Number, _terms.Text("true"), _terms.Text("false"), _terms.Text("null"));
            _values[depth] = value = depth == 0 ? scalar : _terms.Choice(scalar, Object(depth), Array(Value(depth - 1)));
        }

        return value;
    }

    /// <summary>Writes any object.</summary>
    public Term Object(int depth) => Braces(List(Member(Strings.Any(), Value(depth - 1))));

    /// <summary>Writes an array of any length.</summary>
    public Term Array(Term item) => Brackets(List(item));

    /// <summary>Writes a member of an object.</summary>
    public Term Member(Term name, Term value) => _terms.Sequence(name, _terms.Text(":"), _terms.Optional(_terms.Text(" ")), value);

    /// <summary>Writes what comes before each item but the first.</summary>
    public Term Comma() => _terms.Sequence(_terms.Text(","), Break);

    /// <summary>Writes the braces around members, which may be none.</summary>
    public Term Braces(Term members) => Enclose("{", members, "}");

    /// <summary>Writes the brackets around items, which may be none.</summary>
    public Term Brackets(Term items) => Enclose("[", items, "]");

    /// <summary>Writes items with commas between them.</summary>
    public Term List(Term item, int min = 0, int max = RepeatTerm.Unbounded)
    {
        if (max == 0)
        {
            return _terms.Empty;
        }

        Term rest = _terms.Repeat(_terms.Sequence(Comma(), item), Math.Max(0, min - 1), max == RepeatTerm.Unbounded ? max : max - 1);
        Term list = _terms.Sequence(item, rest);
        return min == 0 ? _terms.Optional(list) : list;
    }

    private Term Enclose(string begin, Term content, string end) =>
        _terms.Sequence(_terms.Text(begin), Break, content, Break, _terms.Text(end));

    private Term WriteBreak()
    {
        Term indentation = _terms.Choice(
            _terms.Repeat(_terms.Text(" "), 0, MaxIndentation),
            _terms.Repeat(_terms.Text("\t"), 0, MaxDepth));
        return _terms.Choice(_terms.Empty, _terms.Text(" "), _terms.Sequence(_terms.Text("\n"), indentation));
    }

    private Term WriteInteger(int maxDigits)
    {
        Term positive = _terms.Sequence(_terms.Bytes((byte)'1', (byte)'9'), _terms.Repeat(Digit, 0, maxDigits - 1));
        return _terms.Sequence(_terms.Optional(_terms.Text("-")), _terms.Choice(_terms.Text("0"), positive));
    }

    private Term WriteNumber()
    {
        Term fraction = _terms.Sequence(_terms.Text("."), _terms.Repeat(Digit, 1, MaxDigits));
        Term sign = _terms.Optional(_terms.Choice(_terms.Text("+"), _terms.Text("-")));
        Term exponent = _terms.Sequence(_terms.Choice(_terms.Text("e"), _terms.Text("E")), sign, _terms.Repeat(Digit, 1, MaxExponentDigits));
        return _terms.Sequence(WriteInteger(MaxDigits), _terms.Optional(fraction), _terms.Optional(exponent));
    }
}
