namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Goes through the tokens of a template.</summary>
internal sealed class TokenReader(List<TemplateToken> tokens)
{
    private const int DeepestNesting = 100;

    private int _position;
    private int _depth;

    /// <summary>Gets the token at hand.</summary>
    public TemplateToken Current => tokens[_position];

    /// <summary>Gets the token after it.</summary>
    public TemplateToken Next => tokens[Math.Min(_position + 1, tokens.Count - 1)];

    /// <summary>Takes the token at hand.</summary>
    public TemplateToken Take()
    {
        TemplateToken token = Current;
        _position += token.Kind == TokenKind.End ? 0 : 1;
        return token;
    }

    /// <summary>Takes the token at hand if it is the operator or keyword.</summary>
    public bool TryTake(string text)
    {
        bool isIt = Current.Is(text);
        _position += isIt ? 1 : 0;
        return isIt;
    }

    /// <summary>Takes the token at hand if it is a name, such as the one that may be repeated at the end of a macro.</summary>
    public void TryTakeName() => _position += Current.Kind == TokenKind.Name ? 1 : 0;

    /// <summary>Takes the operator or keyword that must come here.</summary>
    public void Expect(string text)
    {
        if (!TryTake(text))
        {
            throw Error($"'{text}' is expected, not '{Current.Text}'");
        }
    }

    /// <summary>Takes the token of the kind that must come here.</summary>
    public TemplateToken Expect(TokenKind kind) => Current.Kind == kind ? Take() : throw Error($"'{Current.Text}' is not expected");

    /// <summary>Parses something nested, unless it is nested too deeply.</summary>
    public T Nested<T>(Func<T> parse)
    {
        if (++_depth > DeepestNesting)
        {
            throw Error("the nesting is too deep");
        }

        T result = parse();
        _depth--;
        return result;
    }

    /// <summary>Makes the failure for the token at hand.</summary>
    public ChatTemplateException Error(string problem) => new($"Line {Current.Line} of the chat template: {problem}.");
}
