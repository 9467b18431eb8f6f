namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Parses a template into statements.</summary>
internal sealed class TemplateParser
{
    private readonly Dictionary<string, Func<Statement>> _tags;
    private readonly TokenReader _reader;
    private readonly ExpressionParser _expressions;
    private readonly DefinitionParser _definitions;

    private TemplateParser(TokenReader reader)
    {
        _reader = reader;
        _expressions = new ExpressionParser(reader);
        _definitions = new DefinitionParser(reader, _expressions, ParseBody);
        _tags = new Dictionary<string, Func<Statement>>
        {
            ["if"] = ParseIf,
            ["for"] = ParseFor,
            ["with"] = ParseWith,
            ["generation"] = () => new ScopeStatement([], ParseTagBody("endgeneration")),
            ["break"] = () => ParseLoopControl(Completion.Break),
            ["continue"] = () => ParseLoopControl(Completion.Continue),
            ["set"] = _definitions.ParseSet,
            ["macro"] = _definitions.ParseMacro,
            ["call"] = _definitions.ParseCall,
            ["filter"] = _definitions.ParseFilter,
        };
    }

    /// <summary>Parses a template.</summary>
    /// <exception cref="ChatTemplateException">The template has a mistake.</exception>
    public static Statement Parse(string source)
    {
        TokenReader reader = new(TemplateLexer.Tokenize(source));
        Statement template = new TemplateParser(reader).ParseBody();
        return reader.Current.Kind == TokenKind.End ? template : throw reader.Error($"'{reader.Next.Text}' is not expected");
    }

    // Parses up to a tag that does not begin a statement: the end of a block, or an else.
    private BlockStatement ParseBody()
    {
        List<Statement> statements = [];
        while (_reader.Current.Kind != TokenKind.End && !IsBodyEnd())
        {
            statements.Add(_reader.Nested(ParseStatement));
        }

        return new BlockStatement(statements);
    }

    private bool IsBodyEnd() => _reader.Current.Is("{%")
        && (_reader.Next.Text.StartsWith("end", StringComparison.Ordinal) || _reader.Next.Text is "else" or "elif");

    private Statement ParseStatement()
    {
        TemplateToken token = _reader.Take();
        if (token.Kind == TokenKind.Text)
        {
            return new TextStatement(token.Text);
        }

        if (token.Text == "{{")
        {
            Expression value = _expressions.ParseTuple();
            _reader.Expect(TokenKind.TagEnd);
            return new OutputStatement(value);
        }

        string tag = _reader.Expect(TokenKind.Name).Text;
        return _tags.TryGetValue(tag, out Func<Statement>? parse) ? parse() : throw _reader.Error($"the tag '{tag}' is not supported");
    }

    // Parses the rest of the tag, the body and the tag that ends it.
    private BlockStatement ParseTagBody(string endTag)
    {
        _reader.Expect(TokenKind.TagEnd);
        BlockStatement body = ParseBody();
        _reader.Expect("{%");
        _reader.Expect(endTag);
        _reader.Expect(TokenKind.TagEnd);
        return body;
    }

    private IfStatement ParseIf()
    {
        List<(Expression, Statement)> branches = [ParseBranch()];
        while (_reader.TryTake("elif"))
        {
            branches.Add(ParseBranch());
        }

        Statement? otherwise = _reader.TryTake("else") ? ParseTagBody("endif") : TakeEnd("endif");
        return new IfStatement(branches, otherwise);
    }

    private (Expression Condition, Statement Body) ParseBranch()
    {
        Expression condition = _expressions.ParseTuple();
        _reader.Expect(TokenKind.TagEnd);
        BlockStatement body = ParseBody();
        _reader.Expect("{%");
        return (condition, body);
    }

    private ForStatement ParseFor()
    {
        AssignmentTarget target = _definitions.ParseTarget();
        _reader.Expect("in");
        Expression items = _expressions.ParseTuple(hasConditional: false);
        Expression? condition = _reader.TryTake("if") ? _expressions.Parse() : null;
        bool isRecursive = _reader.TryTake("recursive");
        _reader.Expect(TokenKind.TagEnd);
        BlockStatement body = ParseBody();
        _reader.Expect("{%");
        Statement? otherwise = _reader.TryTake("else") ? ParseTagBody("endfor") : TakeEnd("endfor");
        return new ForStatement(target, items, condition, body, otherwise) { IsRecursive = isRecursive };
    }

    private Statement? TakeEnd(string endTag)
    {
        _reader.Expect(endTag);
        _reader.Expect(TokenKind.TagEnd);
        return null;
    }

    private ScopeStatement ParseWith()
    {
        List<(AssignmentTarget, Expression)> variables = [];
        while (_reader.Current.Kind != TokenKind.TagEnd)
        {
            AssignmentTarget target = _definitions.ParseTarget();
            _reader.Expect("=");
            variables.Add((target, _expressions.Parse()));
            _reader.TryTake(",");
        }

        return new ScopeStatement(variables, ParseTagBody("endwith"));
    }

    private LoopControlStatement ParseLoopControl(Completion completion)
    {
        _reader.Expect(TokenKind.TagEnd);
        return new LoopControlStatement(completion);
    }
}
