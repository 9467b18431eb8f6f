using System.Buffers;

namespace HybridInference;

/// <summary>Tells whether a place of a text is in what a client would load or open: a target of a link or an image, an HTML tag, a web address.</summary>
/// <remarks>
/// CommonMark 0.31 (links, link reference definitions, raw HTML, autolinks) and the HTML standard's tag syntax, on the safe side where
/// renderers differ. The text comes in any pieces; backslashes are looked through, so escaped text counts like plain text.
/// </remarks>
/// <param name="asJson">Whether the text is JSON, in which any character may be written as four hexadecimal digits.</param>
internal struct LinkContext(bool asJson)
{
    private const int CodeLength = 4;

    private static readonly SearchValues<char> Triggers = SearchValues.Create("(:/.<\\");

    private State _state;
    private int _depth;
    private char _quote;
    private bool _afterEquals;
    private bool _isEscaped;
    private bool _startsEscape;
    private char _last;
    private char _secondLast;
    private char _thirdLast;
    private int _code;
    private int _codeDigits;

    private enum State : byte
    {
        Text,
        TagStart,
        Tag,
        TagQuote,
        Target,
        Angle,
        DefinitionStart,
        Address,
    }

    /// <summary>Gets whether what comes next is in such a place.</summary>
    public readonly bool IsInside => _state is not (State.Text or State.TagStart or State.DefinitionStart);

    /// <summary>Goes on through a piece of the text.</summary>
    public void Advance(ReadOnlySpan<char> text)
    {
        int position = 0;
        while (position < text.Length)
        {
            if (_codeDigits > 0 || (_startsEscape && asJson && text[position] == 'u'))
            {
                AddToCode(text[position++]);
            }
            else if (_state != State.Text || Triggers.Contains(text[position]))
            {
                Follow(text[position++]);
            }
            else
            {
                int plain = text[position..].IndexOfAny(Triggers);
                plain = plain < 0 ? text.Length - position : plain;
                Remember(text.Slice(position, plain));
                _startsEscape = false;
                position += plain;
            }
        }
    }

    private void Follow(char character)
    {
        _state = Next(character);
        _startsEscape = character == '\\' && !_startsEscape;
        Remember([character]);
    }

    /// <summary>Reads a character that is written as <c>\u002f</c>: the letter, then the digits.</summary>
    private void AddToCode(char character)
    {
        bool isLetter = _codeDigits == 0;
        _code = isLetter ? 0 : (_code * 16) + HexValue(character);
        _codeDigits = isLetter || char.IsAsciiHexDigit(character) ? _codeDigits + 1 : 0;
        if (_codeDigits is 0 or > CodeLength)
        {
            Follow(_codeDigits == 0 ? character : (char)_code);
            (_codeDigits, _startsEscape) = (0, false);
        }
    }

    private static int HexValue(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private State Next(char character) => _state switch
    {
        State.Text => AfterText(character),
        State.TagStart => char.IsAsciiLetter(character) || character is '/' or '!' or '?' ? StartTag() : AfterText(character),
        State.Tag => AfterTag(character),
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

    private State StartTag()
    {
        _afterEquals = false;
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

        _afterEquals = character == '=' || (_afterEquals && (character == '\\' || char.IsWhiteSpace(character)));
        return character == '>' ? State.Text : State.Tag;
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

    private static State AfterAddress(char character) => character switch
    {
        '<' => State.TagStart,
        '>' or '"' or '`' => State.Text,
        _ => char.IsWhiteSpace(character) ? State.Text : State.Address,
    };

    private void Remember(ReadOnlySpan<char> text)
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
}
