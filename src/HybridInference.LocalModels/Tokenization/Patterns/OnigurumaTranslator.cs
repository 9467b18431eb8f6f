using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>
/// Writes a regular expression of Oniguruma as one of .NET: possessive quantifiers become atomic groups, nested and intersected
/// character classes become lookaheads and alternatives. All else that tokenizers use means the same to both.
/// </summary>
internal sealed class OnigurumaTranslator
{
    private readonly string _pattern;
    private readonly StringBuilder _result = new();

    // Where the last item, which a quantifier would apply to, begins in the result; and where each open group begins.
    private readonly Stack<int> _groups = new();
    private int _itemStart;
    private int _position;

    private OnigurumaTranslator(string pattern)
    {
        _pattern = pattern;
    }

    /// <summary>Translates a pattern.</summary>
    /// <exception cref="ArgumentException">The pattern has a mistake.</exception>
    public static string Translate(string pattern)
    {
        OnigurumaTranslator translator = new(pattern);
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
                AddItem(PatternEscape.Translate(_pattern, ref _position, isInClass: false));
                break;
            case '[':
                AddItem(CharacterClass.Translate(_pattern, ref _position));
                break;
            case '(':
                _groups.Push(_result.Length);
                AddPlain(OpenGroup());
                break;
            case ')':
                _itemStart = _groups.TryPop(out int start) ? start : throw new ArgumentException("a group is closed that is not open.");
                AddPlain(")");
                break;
            case '?' or '*' or '+':
                AddQuantifier(current);
                break;
            default:
                AddItem(current.ToString());
                _position++;
                break;
        }
    }

    // (?m) lets the dot match a newline; .NET calls that (?s).
    private string OpenGroup()
    {
        bool isDotAll = string.CompareOrdinal(_pattern, _position, "(?m", 0, 3) == 0;
        return isDotAll ? "(?s" : "(";
    }

    private void AddPlain(string text)
    {
        _result.Append(text);
        _position += text.Length;
    }

    private void AddItem(string item)
    {
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
