using System.Buffers;

namespace HybridInference;

/// <summary>Where a place of a text is, as CommonMark and HTML see it: in plain text or in something that a client would load or open.</summary>
/// <remarks>
/// CommonMark 0.31 (links, link reference definitions, raw HTML), its GitHub extension (bare addresses) and the HTML standard's tag
/// syntax, on the safe side where renderers differ. Backslashes are looked through, so escaped text counts like plain text. A style sheet loads
/// what it names, and has escapes of its own, so all of it counts.
/// </remarks>
internal struct LinkState
{
    /// <summary>The characters that mean something in plain text.</summary>
    public static readonly SearchValues<char> Triggers = SearchValues.Create("(:/.<\\");

    private State _state;
    private StyleSheet _style;
    private int _depth;
    private char _quote;
    private bool _afterEquals;
    private bool _isEscaped;
    private char _last;
    private char _secondLast;
    private char _thirdLast;

    private enum State : byte
    {
        Text,
        TagStart,
        Tag,
        TagQuote,
        Style,
        Target,
        Angle,
        DefinitionStart,
        Address,
    }

    /// <summary>Gets whether the place is in something that a client would load or open.</summary>
    public readonly bool IsInside => _state is not (State.Text or State.TagStart or State.DefinitionStart);

    /// <summary>Gets whether only <see cref="Triggers"/> change anything.</summary>
    public readonly bool IsPlain => _state == State.Text;

    /// <summary>Goes on by a character.</summary>
    public void Follow(char character)
    {
        _state = Next(character);
        Skip([character]);
    }

    /// <summary>Goes on by plain text.</summary>
    public void Skip(ReadOnlySpan<char> text)
    {
        foreach (char character in text[Math.Max(0, text.Length - 3)..])
        {
            _isEscaped = character == '\\';
            if (!_isEscaped)
            {
                (_thirdLast, _secondLast, _last) = (_secondLast, _last, character);
            }
        }
    }

    /// <summary>Ends a bare address, because the string that it stands in ends.</summary>
    public void EndAddress() => _state = _state == State.Address ? State.Text : _state;

    private State Next(char character) => _state switch
    {
        State.Text => AfterText(character),
        State.TagStart => char.IsAsciiLetter(character) || character is '/' or '!' or '?' ? StartTag(character) : AfterText(character),
        State.Tag => AfterTag(character),
        State.Style => _style.EndsAt(character) ? State.Text : State.Style,
        State.TagQuote => character == _quote ? State.Tag : State.TagQuote,
        State.Target => AfterTarget(character),
        State.Angle => character is '\n' || (character is '>' && !_isEscaped) ? State.Target : State.Angle,
        State.DefinitionStart => char.IsWhiteSpace(character) ? State.DefinitionStart : AfterAddress(character),
        _ => AfterAddress(character),
    };

    private State AfterText(char character)
    {
        switch (character)
        {
            case '(' when _last == ']':
                _depth = 1;
                return State.Target;
            case ':' when _last == ']':
                return State.DefinitionStart;
            case '/' when _last == '/' || (_last == ':' && IsWebScheme()):
            case '.' when IsWorldWideWeb():
                return State.Address;
            case '<':
                return State.TagStart;
            default:
                return State.Text;
        }
    }

    private readonly bool IsWorldWideWeb() => (_last | 0x20) == 'w' && (_secondLast | 0x20) == 'w' && (_thirdLast | 0x20) == 'w';

    /// <summary>Whether the scheme before the colon ends as http, https or ftp do: browsers need no second slash behind these.</summary>
    private readonly bool IsWebScheme() => (_thirdLast | 0x20, _secondLast | 0x20) is ('t', 'p') or ('p', 's');

    private State StartTag(char character)
    {
        _afterEquals = false;
        _style = new StyleSheet(character);
        return State.Tag;
    }

    /// <summary>A quote means something only where a value may start: after an equals sign.</summary>
    private State AfterTag(char character)
    {
        if (_afterEquals && character is '"' or '\'')
        {
            _quote = character;
            _afterEquals = false;
            return State.TagQuote;
        }

        bool isStyle = _style.IsOpenedBy(character);
        _afterEquals = character == '=' || (_afterEquals && (character == '\\' || char.IsWhiteSpace(character)));
        return character != '>' ? State.Tag : isStyle ? State.Style : State.Text;
    }

    /// <summary>A target ends with its own closing parenthesis, or with the paragraph.</summary>
    private State AfterTarget(char character)
    {
        switch (character)
        {
            case '(' when !_isEscaped:
                _depth++;
                return State.Target;
            case ')' when !_isEscaped:
                return --_depth == 0 ? State.Text : State.Target;
            case '<':
                return State.Angle;
            default:
                return character == '\n' && _last == '\n' ? State.Text : State.Target;
        }
    }

    /// <summary>Only these end an address for every client that makes one a link; quotes and parentheses are part of it for some.</summary>
    private static State AfterAddress(char character) =>
        character == '<' ? State.TagStart : char.IsWhiteSpace(character) ? State.Text : State.Address;
}
