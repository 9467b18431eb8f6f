using System.Buffers;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>
/// Splits a template into tokens, with white space as transformers sets up Jinja2: <c>trim_blocks</c>, <c>lstrip_blocks</c>, and no
/// newline at the end.
/// </summary>
internal sealed class TemplateLexer
{
    private static readonly SearchValues<string> TagStarts = SearchValues.Create(["{{", "{%", "{#"], StringComparison.Ordinal);

    private readonly string _source;
    private readonly List<TemplateToken> _tokens = [];
    private readonly LineCounter _lines;
    private int _position;

    // Whether the last tag took the newline after it, so that white space from here on is the start of a line.
    private bool _isLineStart = true;

    private TemplateLexer(string source)
    {
        string normalized = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        _source = normalized.EndsWith('\n') ? normalized[..^1] : normalized;
        _lines = new LineCounter(_source);
    }

    /// <summary>Splits a template.</summary>
    public static List<TemplateToken> Tokenize(string source)
    {
        TemplateLexer lexer = new(source);
        lexer.ReadAll();
        return lexer._tokens;
    }

    private void ReadAll()
    {
        while (_position < _source.Length)
        {
            int offset = _source.AsSpan(_position).IndexOfAny(TagStarts);
            int start = offset < 0 ? _source.Length : _position + offset;
            string text = _source[_position..start];
            _position = start;
            if (offset < 0)
            {
                AddText(text);
            }
            else
            {
                ReadTag(text);
            }
        }

        Add(TokenKind.End, "");
    }

    private void ReadTag(string textBefore)
    {
        char kind = _source[_position + 1];
        char sign = _position + 2 < _source.Length ? _source[_position + 2] : '\0';
        AddText(StripBefore(textBefore, sign, isVariable: kind == '{'));
        _position += sign is '-' or '+' ? 3 : 2;
        switch (kind)
        {
            case '#':
                SkipComment();
                break;
            case '%' when TryReadRaw():
                break;
            default:
                Add(TokenKind.TagStart, kind == '{' ? "{{" : "{%");
                ReadTagBody(kind == '{' ? "}}" : "%}");
                break;
        }
    }

    private string StripBefore(string text, char sign, bool isVariable)
    {
        if (sign == '-')
        {
            return text.TrimEnd();
        }

        int lineStart = text.LastIndexOf('\n') + 1;
        bool isStrippable = sign != '+' && !isVariable && (lineStart > 0 || _isLineStart);
        return isStrippable && string.IsNullOrWhiteSpace(text[lineStart..]) ? text[..lineStart] : text;
    }

    private void SkipComment()
    {
        int end = _source.IndexOf("#}", _position, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Error("a comment has no end");
        }

        char sign = end > _position ? _source[end - 1] : '\0';
        _position = end + 2;
        StripAfter(sign, trimsNewline: true);
    }

    private bool TryReadRaw()
    {
        int end = TagAt(_position, "raw");
        if (end < 0)
        {
            return false;
        }

        int textStart = _source[end - 3] == '-' ? SkipSpace(end) : end;
        for (int tag = textStart; (tag = _source.IndexOf("{%", tag, StringComparison.Ordinal)) >= 0; tag += 2)
        {
            char sign = tag + 2 < _source.Length ? _source[tag + 2] : '\0';
            int tagEnd = TagAt(tag + (sign is '-' or '+' ? 3 : 2), "endraw");
            if (tagEnd >= 0)
            {
                AddText(StripBefore(_source[textStart..tag], sign, isVariable: false));
                _position = tagEnd;
                StripAfter(_source[tagEnd - 3], trimsNewline: true);
                return true;
            }
        }

        throw Error("a raw block has no end");
    }

    // The position after the tag that consists of the one name, or -1.
    private int TagAt(int position, string name)
    {
        int start = SkipSpace(position);
        if (string.CompareOrdinal(_source, start, name, 0, name.Length) != 0)
        {
            return -1;
        }

        int end = SkipSpace(start + name.Length);
        end += end < _source.Length && _source[end] is '-' or '+' ? 1 : 0;
        return string.CompareOrdinal(_source, end, "%}", 0, 2) == 0 ? end + 2 : -1;
    }

    private void ReadTagBody(string tagEnd)
    {
        ExpressionLexer lexer = new(_source, tagEnd, _lines);
        _position = lexer.Read(_position, _tokens);
        StripAfter(lexer.EndSign, trimsNewline: tagEnd == "%}");
    }

    private void StripAfter(char sign, bool trimsNewline)
    {
        int start = _position;
        if (sign == '-')
        {
            _position = SkipSpace(_position);
        }
        else if (trimsNewline && sign != '+' && _position < _source.Length && _source[_position] == '\n')
        {
            _position++;
        }

        _isLineStart = _position > start && _source[_position - 1] == '\n';
    }

    private int SkipSpace(int position)
    {
        while (position < _source.Length && char.IsWhiteSpace(_source[position]))
        {
            position++;
        }

        return position;
    }

    private void AddText(string text)
    {
        if (text.Length > 0)
        {
            Add(TokenKind.Text, text);
        }
    }

    private void Add(TokenKind kind, string text) => _tokens.Add(new TemplateToken(kind, text, _lines.LineAt(_position)));

    private ChatTemplateException Error(string problem) => new($"Line {_lines.LineAt(_position)} of the chat template: {problem}.");
}
