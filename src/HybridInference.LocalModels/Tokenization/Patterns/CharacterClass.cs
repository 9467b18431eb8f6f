using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>
/// Translates a character class, which in Oniguruma may hold other classes and intersections:
/// <c>[a[^b]&amp;&amp;[c]]</c>. What .NET's classes cannot hold becomes alternatives and lookaheads of one character each.
/// </summary>
internal sealed class CharacterClass
{
    private readonly string _pattern;
    private readonly NamedCharacters _characters;
    private readonly bool _ignoresCase;
    private readonly StringBuilder _members = new();
    private readonly List<CodePointRange> _ranges = [];

    // Classes of their own inside this one: each would be an alternative.
    private readonly List<string> _alternatives = [];
    private readonly List<string> _conditions = [];
    private int _position;

    private CharacterClass(string pattern, int position, NamedCharacters characters, bool ignoresCase)
    {
        _pattern = pattern;
        _position = position;
        _characters = characters;
        _ignoresCase = ignoresCase;
    }

    /// <summary>Translates the class at a position and moves behind it.</summary>
    public static string Translate(string pattern, ref int position, NamedCharacters characters, bool ignoresCase)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        CharacterClass parser = new(pattern, position + 1, characters, ignoresCase);
        string translated = parser.Read();
        position = parser._position;
        return translated;
    }

    private string Read()
    {
        bool isNegated = TryTake("^");
        int start = _position;
        while (_position == start || !TryTake("]"))
        {
            if (_position >= _pattern.Length)
            {
                throw new ArgumentException("a character class has no end.");
            }

            ReadMember();
        }

        _conditions.Add(Current());
        string intersection = string.Concat(_conditions[..^1].Select(condition => $"(?={condition})")) + _conditions[^1];
        return (isNegated, _conditions.Count + _alternatives.Count) switch
        {
            (false, 1) => intersection,
            (false, _) => $"(?:{intersection})",
            (true, 1) => $"[^{intersection[1..]}",
            _ => $@"(?:(?!{intersection})[\s\S])",
        };
    }

    private void ReadMember()
    {
        if (TryTake("&&"))
        {
            _conditions.Add(Current());
            _members.Clear();
            _ranges.Clear();
            _alternatives.Clear();
        }
        else if (_pattern[_position] == '[')
        {
            AddClass(TryReadPosix() ?? Translate(_pattern, ref _position, _characters, _ignoresCase));
        }
        else if (PatternEscape.TryReadCodePoint(_pattern, ref _position) is { } first)
        {
            AddRange(first);
        }
        else
        {
            AddClass(PatternEscape.TranslateMember(_pattern, ref _position, _characters));
        }
    }

    // A hyphen before the end of the class, or before what is no single character, stands for itself.
    private void AddRange(int first)
    {
        int last = first;
        int hyphen = _position;
        bool isRange = TryTake("-") && _position < _pattern.Length && _pattern[_position] is not (']' or '[');
        if (isRange && PatternEscape.TryReadCodePoint(_pattern, ref _position) is { } end)
        {
            last = end >= first ? end : throw new ArgumentException("a range of characters ends before it begins.");
        }
        else
        {
            _position = hyphen;
        }

        _ranges.Add(new CodePointRange(first, last));
        if (_ignoresCase && (_ranges[^1].Contains('s') || _ranges[^1].Contains('S')))
        {
            _ranges.Add(LongS.Range);
        }
    }

    // A class that is not negated and simple joins this one; another is an alternative.
    private void AddClass(string members)
    {
        bool isSimple = members[0] == '[' && !members.StartsWith("[^", StringComparison.Ordinal);
        if (isSimple)
        {
            _members.Append(members[1..^1]);
        }
        else if (members[0] is '[' or '(')
        {
            _alternatives.Add(members);
        }
        else
        {
            _members.Append(members);
        }
    }

    private string? TryReadPosix()
    {
        int end = string.CompareOrdinal(_pattern, _position, "[:", 0, 2) == 0
            ? _pattern.IndexOf(":]", _position, StringComparison.Ordinal)
            : -1;
        if (end < 0)
        {
            return null;
        }

        string name = _pattern[(_position + 2)..end];
        _position = end + 2;
        return PatternProperties.Bracket(name.TrimStart('^'), name.StartsWith('^'), _characters);
    }

    private string Current()
    {
        string own = $"[{_members}{(_ranges.Count > 0 ? _characters.Write([.. _ranges]) : "")}]";
        string[] all = [.. own.Length > "[]".Length ? [own] : Array.Empty<string>(), .. _alternatives];
        return all.Length == 1 ? all[0] : $"(?:{string.Join('|', all)})";
    }

    private bool TryTake(string text)
    {
        bool isNext = string.CompareOrdinal(_pattern, _position, text, 0, text.Length) == 0;
        _position += isNext ? text.Length : 0;
        return isNext;
    }
}
