using System.Text;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>A pattern and the place that was reached in it.</summary>
internal sealed class PatternText(string text)
{
    private int _position;

    public bool IsAtEnd => _position == text.Length;

    /// <exception cref="PatternSyntaxException">The pattern has ended.</exception>
    public char Current => IsAtEnd ? throw Error("an end too early") : text[_position];

    public char Take()
    {
        char current = Current;
        _position++;
        return current;
    }

    public Rune TakeRune()
    {
        if (!Rune.TryGetRuneAt(text, _position, out Rune rune))
        {
            throw Error("half of a surrogate pair");
        }

        _position += rune.Utf16SequenceLength;
        return rune;
    }

    public bool TryTake(char expected)
    {
        bool isThere = !IsAtEnd && text[_position] == expected;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Reads a number of hexadecimal digits.</summary>
    public int TakeHex(int digits)
    {
        int value = 0;
        for (int i = 0; i < digits; i++)
        {
            char digit = Take();
            value = char.IsAsciiHexDigit(digit) ? 16 * value + Convert.ToInt32(digit.ToString(), 16) : throw Error("an escape without hexadecimal digits");
        }

        return value;
    }

    public PatternSyntaxException Error(string problem) => new(problem, Math.Min(_position, text.Length));
}
