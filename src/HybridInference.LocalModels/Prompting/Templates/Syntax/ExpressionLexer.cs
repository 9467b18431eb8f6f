using System.Buffers;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Splits what is inside a tag into tokens.</summary>
internal sealed class ExpressionLexer(string source, string tagEnd, LineCounter lines)
{
    private static readonly string[] LongOperators = ["**", "//", "==", "!=", "<=", ">="];
    private static readonly SearchValues<char> Operators = SearchValues.Create("+-*/%~<>=.:|,;()[]{}");

    private List<TemplateToken> _tokens = [];
    private int _position;
    private int _openBrackets;

    /// <summary>Gets the sign before the end of the tag: minus, plus or none.</summary>
    public char EndSign { get; private set; }

    /// <summary>Reads up to the end of the tag and returns the position after it.</summary>
    public int Read(int position, List<TemplateToken> tokens)
    {
        _position = position;
        _tokens = tokens;
        while (!TryReadEnd())
        {
            ReadToken();
        }

        return _position;
    }

    private bool TryReadEnd()
    {
        while (_position < source.Length && char.IsWhiteSpace(source[_position]))
        {
            _position++;
        }

        if (_position >= source.Length)
        {
            throw Error($"'{tagEnd}' is missing");
        }

        int signs = source[_position] is '-' or '+' ? 1 : 0;
        if (_openBrackets > 0 || string.CompareOrdinal(source, _position + signs, tagEnd, 0, tagEnd.Length) != 0)
        {
            return false;
        }

        EndSign = signs > 0 ? source[_position] : '\0';
        _position += signs;
        Add(TokenKind.TagEnd, tagEnd, tagEnd.Length);
        return true;
    }

    private void ReadToken()
    {
        char first = source[_position];
        if (char.IsLetter(first) || first == '_')
        {
            string name = source[_position..FindEnd(_position, character => char.IsLetterOrDigit(character) || character == '_')];
            Add(TokenKind.Name, name, name.Length);
        }
        else if (char.IsAsciiDigit(first))
        {
            NumberLiteral number = NumberLiteral.Read(source.AsSpan(_position));
            Add(number.IsFloat ? TokenKind.Float : TokenKind.Integer, number.Text, number.Length);
        }
        else if (first is '"' or '\'')
        {
            ReadString(first);
        }
        else
        {
            ReadOperator(first);
        }
    }

    private void ReadString(char quote)
    {
        int end = _position + 1;
        while (end < source.Length && source[end] != quote)
        {
            end += source[end] == '\\' ? 2 : 1;
        }

        if (end >= source.Length)
        {
            throw Error("a string has no end");
        }

        Add(TokenKind.String, StringLiteral.Unescape(source.AsSpan(_position + 1, end - _position - 1)), end + 1 - _position);
    }

    private void ReadOperator(char first)
    {
        string text = Array.Find(LongOperators, candidate => string.CompareOrdinal(source, _position, candidate, 0, 2) == 0)
            ?? first.ToString();
        if (text.Length == 1 && !Operators.Contains(first))
        {
            throw Error($"'{first}' is not expected");
        }

        _openBrackets += first is '(' or '[' or '{' ? 1 : first is ')' or ']' or '}' ? -1 : 0;
        Add(TokenKind.Operator, text, text.Length);
    }

    private int FindEnd(int start, Func<char, bool> isPart)
    {
        int end = start;
        while (end < source.Length && isPart(source[end]))
        {
            end++;
        }

        return end;
    }

    private void Add(TokenKind kind, string text, int length)
    {
        _tokens.Add(new TemplateToken(kind, text, lines.LineAt(_position)));
        _position += length;
    }

    private ChatTemplateException Error(string problem) =>
        new($"Line {lines.LineAt(Math.Min(_position, source.Length))} of the chat template: {problem}.");
}
