namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Parses the tags that define variables and macros, or use the text of a block.</summary>
internal sealed class DefinitionParser(TokenReader reader, ExpressionParser expressions, Func<BlockStatement> parseBody)
{
    /// <summary>Parses <c>name = value</c>, or <c>name | filter</c> with a block for the value.</summary>
    public Statement ParseSet()
    {
        AssignmentTarget target = ParseTarget();
        if (reader.TryTake("="))
        {
            Expression value = expressions.ParseTuple();
            reader.Expect(TokenKind.TagEnd);
            return new SetStatement(target, value);
        }

        BlockValue block = new();
        Expression filtered = expressions.ParseFilters(block);
        block.Text = ParseText("endset");
        return new SetStatement(target, filtered);
    }

    /// <summary>Parses <c>filter name</c> and its block.</summary>
    public Statement ParseFilter()
    {
        BlockValue block = new();
        string name = reader.Expect(TokenKind.Name).Text;
        ArgumentList arguments = reader.Current.Is("(") ? expressions.ParseArguments() : ArgumentList.Empty;
        Expression filtered = expressions.ParseFilters(new FilterExpression(block, name, arguments));
        block.Text = ParseText("endfilter");
        return new OutputStatement(filtered);
    }

    /// <summary>Parses <c>name(parameters)</c> and the macro's body.</summary>
    public Statement ParseMacro()
    {
        string name = reader.Expect(TokenKind.Name).Text;
        return new MacroStatement(name, new Macro(name, ParseParameters(), ParseBlock("endmacro")));
    }

    /// <summary>Parses <c>call(parameters) function(arguments)</c> and its block.</summary>
    public Statement ParseCall()
    {
        List<MacroParameter> parameters = reader.Current.Is("(") ? ParseParameters() : [];
        if (expressions.ParseUnary() is not CallExpression call)
        {
            throw reader.Error("a call is expected");
        }

        return new OutputStatement(new CallBlockExpression(call, new Macro("caller", parameters, ParseBlock("endcall"))));
    }

    /// <summary>Parses what a value is assigned to.</summary>
    public AssignmentTarget ParseTarget() => new(ParseTargets());

    private Expression ParseTargets()
    {
        Expression first = ParseSingleTarget();
        if (!reader.Current.Is(","))
        {
            return first;
        }

        List<Expression> targets = [first];
        while (reader.TryTake(",") && (reader.Current.Kind == TokenKind.Name && !reader.Current.Is("in") || reader.Current.Is("(")))
        {
            targets.Add(ParseSingleTarget());
        }

        return new ListExpression(targets, ListKind.Tuple);
    }

    private Expression ParseSingleTarget()
    {
        if (reader.TryTake("("))
        {
            Expression inner = reader.Nested(ParseTargets);
            reader.Expect(")");
            return inner;
        }

        NameExpression name = new(reader.Expect(TokenKind.Name).Text);
        return reader.TryTake(".") ? new AttributeExpression(name, reader.Expect(TokenKind.Name).Text) : name;
    }

    private List<MacroParameter> ParseParameters()
    {
        List<MacroParameter> parameters = [];
        reader.Expect("(");
        while (!reader.TryTake(")"))
        {
            string name = reader.Expect(TokenKind.Name).Text;
            Expression absent = reader.TryTake("=") ? expressions.Parse() : new LiteralExpression(new UndefinedValue(name));
            parameters.Add(new MacroParameter(name, absent));
            if (!reader.TryTake(",") && !reader.Current.Is(")"))
            {
                throw reader.Error("')' is expected");
            }
        }

        return parameters;
    }

    private CapturedText ParseText(string endTag) => new(ParseBlock(endTag));

    private BlockStatement ParseBlock(string endTag)
    {
        reader.Expect(TokenKind.TagEnd);
        BlockStatement body = parseBody();
        reader.Expect("{%");
        reader.Expect(endTag);
        reader.TryTakeName();
        reader.Expect(TokenKind.TagEnd);
        return body;
    }
}
