using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>
/// Writes a regular expression of Oniguruma as one of .NET: possessive quantifiers become atomic groups, nested and intersected
/// character classes become lookaheads and alternatives, and characters outside of the basic plane their stand-ins. All else that
/// tokenizers use means the same to both.
/// </summary>
internal sealed class OnigurumaTranslator
{
    private static readonly string[] CaseCategories = [@"\p{Lu}", @"\p{Ll}", @"\p{Lt}"];

    private readonly string _pattern;
    private readonly NamedCharacters _characters;
    private readonly StringBuilder _result = new();

    // Where the last item, which a quantifier would apply to, begins in the result; and for each open group where it begins, and whether
    // case matters around it.
    private readonly Stack<(int Start, bool IgnoresCase)> _groups = new();
    private bool _ignoresCase;
    private int _itemStart;
    private int _position;

    private OnigurumaTranslator(string pattern, NamedCharacters characters)
    {
        _pattern = pattern;
        _characters = characters;
    }

    /// <summary>Translates a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="characters">What gets to know the characters that the pattern names, and writes sets of them.</param>
    /// <exception cref="ArgumentException">The pattern has a mistake.</exception>
    public static string Translate(string pattern, NamedCharacters characters)
    {
        OnigurumaTranslator translator = new(pattern, characters);
        while (translator._position < pattern.Length)
        {
            translator.TranslateNext();
        }

        return translator._result.ToString();
    }

    private void TranslateNext()
    {
        char current = _pattern[_position];
        switch (current)
        {
            case '\\':
                AddItem(PatternEscape.Translate(_pattern, ref _position, _characters));
                break;
            case '[':
                AddItem(CharacterClass.Translate(_pattern, ref _position, _characters, _ignoresCase));
                break;
            case '(':
                OpenGroup();
                break;
            case ')':
                CloseGroup();
                break;
            case '{' when _position + 1 < _pattern.Length && _pattern[_position + 1] == ',':
                // Oniguruma's {,3} is .NET's {0,3}.
                _result.Append("{0");
                _position++;
                break;
            case '?' or '*' or '+':
                AddQuantifier(current);
                break;
            default:
                AddLiteral();
                break;
        }
    }

    private void AddLiteral()
    {
        Rune.DecodeFromUtf16(_pattern.AsSpan(_position), out Rune rune, out int length);
        bool isLongS = _ignoresCase && rune.Value is 's' or 'S';
        _characters.AddLiteral(rune.Value);
        AddItem(isLongS ? $"[{LongS.Both}]" : rune.IsBmp ? rune.ToString() : $"[{_characters.Write([new(rune.Value, rune.Value)])}]");
        _position += length;
    }

    private void OpenGroup()
    {
        _groups.Push((_result.Length, _ignoresCase));
        if (PatternFlags.Read(_pattern.AsSpan(_position)) is not { } flags)
        {
            AddPlain("(");
            return;
        }

        _ignoresCase = flags.IgnoresCase ?? _ignoresCase;
        _result.Append(flags.Translated);
        _position += flags.Length;
        if (flags.IsWholeGroup)
        {
            // What follows is still of the group around it.
            _groups.Pop();
        }
    }

    private void CloseGroup()
    {
        (_itemStart, _ignoresCase) = _groups.TryPop(out (int, bool) group) ? group : throw new ArgumentException("a group is closed that is not open.");
        AddPlain(")");
    }

    private void AddPlain(string text)
    {
        _result.Append(text);
        _position += text.Length;
    }

    // To .NET a capital letter is no small one even where case is ignored; to Oniguruma it is.
    private void AddItem(string item)
    {
        if (_ignoresCase && CaseCategories.Any(category => item.Contains(category, StringComparison.Ordinal)))
        {
            throw new ArgumentException("a category of capital or small letters is not supported where case is ignored.");
        }

        _itemStart = _result.Length;
        _result.Append(item);
    }

    private void AddQuantifier(char quantifier)
    {
        _result.Append(quantifier);
        _position++;
        bool isGroupSyntax = _position > 1 && _pattern[_position - 2] == '(';
        if (isGroupSyntax || _position >= _pattern.Length)
        {
            return;
        }

        if (_pattern[_position] == '+')
        {
            _result.Insert(_itemStart, "(?>").Append(')');
            _position++;
        }
        else if (_pattern[_position] == '?')
        {
            _result.Append('?');
            _position++;
        }
    }
}
