namespace HybridInference;

/// <summary>Tells whether a place of a text that comes in pieces is in what a client would load or open: a target of a link or an image, an HTML tag, a web address.</summary>
/// <param name="asJson">Whether the text is JSON, in which any character may be written as four hexadecimal digits.</param>
internal struct LinkContext(bool asJson)
{
    private const int CodeLength = 4;

    private LinkState _state;
    private bool _startsEscape;
    private int _code;
    private int _codeDigits;

    /// <summary>Gets whether what comes next is in such a place.</summary>
    public readonly bool IsInside => _state.IsInside;

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
            else if (!_state.IsPlain || LinkState.Triggers.Contains(text[position]))
            {
                Follow(text[position++]);
            }
            else
            {
                int plain = text[position..].IndexOfAny(LinkState.Triggers);
                plain = plain < 0 ? text.Length - position : plain;
                _state.Skip(text.Slice(position, plain));
                _startsEscape = false;
                position += plain;
            }
        }
    }

    private void Follow(char character)
    {
        _state.Follow(character);
        if (asJson && character == '"' && !_startsEscape)
        {
            _state.EndAddress();
        }

        _startsEscape = character == '\\' && !_startsEscape;
    }

    /// <summary>Reads a character that is written as <c>\u002f</c>: the letter, then the digits.</summary>
    private void AddToCode(char character)
    {
        bool isLetter = _codeDigits == 0;
        _code = isLetter ? 0 : (_code * 16) + HexValue(character);
        _codeDigits = isLetter || char.IsAsciiHexDigit(character) ? _codeDigits + 1 : 0;
        if (_codeDigits is 0 or > CodeLength)
        {
            _startsEscape = true;
            Follow(_codeDigits == 0 ? character : (char)_code);
            (_codeDigits, _startsEscape) = (0, false);
        }
    }

    private static int HexValue(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
