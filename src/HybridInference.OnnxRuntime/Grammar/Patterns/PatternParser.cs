using System.Text;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>
/// Reads the part of ECMAScript's regular expressions that is regular: characters, classes, groups, alternatives and quantifiers;
/// <c>^</c> and <c>$</c> at the ends only. As in a JSON schema, a pattern may match anywhere unless it is anchored.
/// </summary>
internal sealed class PatternParser
{
    private const int MaxLength = 1000;
    private const int MaxGroups = 50;
    private const int MaxCount = 1000;

    private readonly PatternText _text;
    private int _groups;

    private PatternParser(string pattern)
    {
        _text = new PatternText(pattern);
    }

    /// <exception cref="PatternSyntaxException">The pattern is not supported.</exception>
    public static PatternPart Parse(string pattern)
    {
        if (pattern.Length > MaxLength)
        {
            throw new PatternSyntaxException($"more than {MaxLength} characters", MaxLength);
        }

        var parser = new PatternParser(pattern);
        PatternPart part = parser.ParseAnchored();
        return parser._text.IsAtEnd ? part : throw parser._text.Error("a parenthesis or an anchor where it is not supported");
    }

    /// <summary>Reads the alternatives of the whole pattern, of which each has anchors of its own.</summary>
    private PatternPart ParseAnchored()
    {
        var parts = new List<PatternPart>();
        do
        {
            bool startsFree = !_text.TryTake('^');
            PatternPart part = ParseSequence();
            bool endsFree = !_text.TryTake('$');
            parts.Add(writer => writer.Terms.Sequence(Free(writer, startsFree), part(writer), Free(writer, endsFree)));
        }
        while (_text.TryTake('|'));

        return Choice(parts);
    }

    private static Term Free(PatternWriter writer, bool isFree) =>
        isFree ? writer.Terms.Repeat(writer.Character(CodePoints.All)) : writer.Terms.Empty;

    private PatternPart ParseChoice()
    {
        var parts = new List<PatternPart>();
        do
        {
            parts.Add(ParseSequence());
        }
        while (_text.TryTake('|'));

        return Choice(parts);
    }

    private static PatternPart Choice(List<PatternPart> parts) =>
        parts.Count == 1 ? parts[0] : writer => writer.Terms.Choice(parts.Select(part => part(writer)).ToArray());

    private PatternPart ParseSequence()
    {
        var parts = new List<PatternPart>();
        while (!_text.IsAtEnd && _text.Current is not ('|' or ')' or '$'))
        {
            parts.Add(ParseQuantified());
        }

        return writer => writer.Terms.Sequence(parts.Select(part => part(writer)).ToArray());
    }

    private PatternPart ParseQuantified()
    {
        PatternPart item = ParseItem();
        while (!_text.IsAtEnd && ReadQuantifier() is var (min, max))
        {
            PatternPart once = item;
            item = writer => writer.Terms.Repeat(once(writer), min, max);

            // Lazy or not, the same strings match.
            _text.TryTake('?');
        }

        return item;
    }

    private (int Min, int Max)? ReadQuantifier() => _text.Current switch
    {
        '*' => Take((0, RepeatTerm.Unbounded)),
        '+' => Take((1, RepeatTerm.Unbounded)),
        '?' => Take((0, 1)),
        '{' => ReadCounts(),
        _ => null,
    };

    private (int Min, int Max) Take((int Min, int Max) counts)
    {
        _text.Take();
        return counts;
    }

    private (int Min, int Max) ReadCounts()
    {
        _text.Take();
        int min = ReadCount();
        int max = min;
        if (_text.TryTake(','))
        {
            max = !_text.IsAtEnd && _text.Current == '}' ? RepeatTerm.Unbounded : ReadCount();
        }

        return _text.TryTake('}') && min <= max ? (min, max) : throw _text.Error("a quantifier that is not closed or whose counts are not in order");
    }

    private int ReadCount()
    {
        int count = 0;
        int digits = 0;
        while (!_text.IsAtEnd && char.IsAsciiDigit(_text.Current) && count <= MaxCount)
        {
            count = 10 * count + (_text.Take() - '0');
            digits++;
        }

        return digits > 0 && count <= MaxCount ? count : throw _text.Error($"a quantifier without a count up to {MaxCount}");
    }

    private PatternPart ParseItem()
    {
        CodePoints characters;
        switch (_text.Current)
        {
            case '(':
                return ParseGroup();
            case '[':
                characters = PatternClasses.ReadClass(_text);
                break;
            case '\\':
                characters = PatternClasses.ReadEscape(_text);
                break;
            case '.':
                _text.Take();
                characters = PatternClasses.Dot;
                break;
            case '*' or '+' or '?' or '{' or '^':
                throw _text.Error($"'{_text.Current}' where it is not supported");
            default:
                Rune rune = _text.TakeRune();
                characters = CodePoints.Range(rune.Value, rune.Value);
                break;
        }

        return writer => writer.Character(characters);
    }

    private PatternPart ParseGroup()
    {
        _text.Take();
        if (_text.TryTake('?') && !_text.TryTake(':'))
        {
            throw _text.Error("a group of a kind that is not supported; only (...) and (?:...) are");
        }

        if (++_groups > MaxGroups)
        {
            throw _text.Error($"more than {MaxGroups} groups");
        }

        PatternPart part = ParseChoice();
        return _text.TryTake(')') ? part : throw _text.Error("a group that is not closed or has an anchor inside");
    }
}
