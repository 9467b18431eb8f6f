using System.Globalization;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Parses operands: literals, names and brackets, with the attributes, calls, filters and tests after them.</summary>
internal sealed class OperandParser(TokenReader reader, ExpressionParser expressions)
{
    /// <summary>Parses an operand with a sign, filters and tests.</summary>
    public Expression ParseUnary() => ParseFilters(ParseSigned());

    /// <summary>Parses one expression, or several with commas between them, which are a tuple.</summary>
    public Expression ParseTuple(Func<Expression> parse)
    {
        Expression first = parse();
        if (!reader.Current.Is(","))
        {
            return first;
        }

        List<Expression> items = [first];
        while (reader.TryTake(",") && !IsEnd())
        {
            items.Add(parse());
        }

        return new ListExpression(items, ListKind.Tuple);
    }

    /// <summary>Parses what may follow a value: filters, tests and calls.</summary>
    public Expression ParseFilters(Expression value)
    {
        while (true)
        {
            if (reader.TryTake("|"))
            {
                string name = reader.Expect(TokenKind.Name).Text;
                value = new FilterExpression(value, name, reader.Current.Is("(") ? ParseArguments() : ArgumentList.Empty);
            }
            else if (reader.TryTake("is"))
            {
                value = ParseTest(value);
            }
            else if (reader.Current.Is("("))
            {
                value = new CallExpression(value, ParseArguments());
            }
            else
            {
                return value;
            }
        }
    }

    /// <summary>Parses the arguments of a call, in parentheses.</summary>
    public ArgumentList ParseArguments()
    {
        reader.Expect("(");
        return new ArgumentList(ParseItems(")", ParseArgument));
    }

    private bool IsEnd() => reader.Current.Kind == TokenKind.TagEnd
        || reader.Current.Is(")") || reader.Current.Is("]") || reader.Current.Is("}") || reader.Current.Is("=") || reader.Current.Is("in");

    private Expression ParseSigned()
    {
        if (reader.Current.Is("-") || reader.Current.Is("+"))
        {
            bool isNegative = reader.Take().Text == "-";
            return ParsePostfix(new SignExpression(reader.Nested(ParseSigned), isNegative));
        }

        return ParsePostfix(ParsePrimary());
    }

    private Expression ParsePostfix(Expression value)
    {
        while (true)
        {
            if (reader.TryTake("."))
            {
                value = ParseAttribute(value);
            }
            else if (reader.TryTake("["))
            {
                value = ParseSubscript(value);
            }
            else if (reader.Current.Is("("))
            {
                value = new CallExpression(value, ParseArguments());
            }
            else
            {
                return value;
            }
        }
    }

    private Expression ParseAttribute(Expression value) => reader.Current.Kind == TokenKind.Integer
        ? new ItemExpression(value, new LiteralExpression(ParseInteger(reader.Take())))
        : new AttributeExpression(value, reader.Expect(TokenKind.Name).Text);

    private Expression ParseSubscript(Expression value)
    {
        Expression? first = ParseBound();
        if (!reader.Current.Is(":"))
        {
            Expression key = first ?? throw reader.Error("an index is missing");
            reader.Expect("]");
            return new ItemExpression(value, key);
        }

        reader.Expect(":");
        Expression? stop = ParseBound();
        Expression? step = reader.TryTake(":") ? ParseBound() : null;
        reader.Expect("]");
        return new SliceExpression(value, first, stop, step);
    }

    private Expression? ParseBound() => reader.Current.Is(":") || reader.Current.Is("]") ? null : expressions.ParseTuple();

    private Argument ParseArgument()
    {
        if (reader.Current.Kind == TokenKind.Name && reader.Next.Is("="))
        {
            string name = reader.Take().Text;
            reader.Expect("=");
            return new Argument(expressions.Parse(), name);
        }

        int stars = reader.TryTake("**") ? 2 : reader.TryTake("*") ? 1 : 0;
        return new Argument(expressions.Parse(), Stars: stars);
    }

    private Expression ParseTest(Expression value)
    {
        bool isNegated = reader.TryTake("not");
        string name = reader.Expect(TokenKind.Name).Text;
        Expression test = new TestExpression(value, name.ToLowerInvariant(), ParseTestArguments());
        return isNegated ? new NotExpression(test) : test;
    }

    private ArgumentList ParseTestArguments()
    {
        TemplateToken token = reader.Current;
        if (token.Is("("))
        {
            return ParseArguments();
        }

        bool isArgument = token.Kind is TokenKind.String or TokenKind.Integer or TokenKind.Float || token.Is("[") || token.Is("{")
            || (token.Kind == TokenKind.Name && token.Text is not ("else" or "or" or "and" or "if" or "is"));
        return isArgument ? new ArgumentList([new Argument(ParsePostfix(ParsePrimary()))]) : ArgumentList.Empty;
    }

    private Expression ParsePrimary()
    {
        TemplateToken token = reader.Current;
        return token.Kind switch
        {
            TokenKind.Name => ParseName(reader.Take().Text),
            TokenKind.String => new LiteralExpression(ParseStrings()),
            TokenKind.Integer => new LiteralExpression(ParseInteger(reader.Take())),
            TokenKind.Float => new LiteralExpression(double.Parse(reader.Take().Text, CultureInfo.InvariantCulture)),
            _ => ParseBrackets(),
        };
    }

    private static Expression ParseName(string name) => name switch
    {
        "true" or "True" => new LiteralExpression(true),
        "false" or "False" => new LiteralExpression(false),
        "none" or "None" => new LiteralExpression(null),
        _ => new NameExpression(name),
    };

    private string ParseStrings()
    {
        List<string> parts = [];
        while (reader.Current.Kind == TokenKind.String)
        {
            parts.Add(reader.Take().Text);
        }

        return string.Concat(parts);
    }

    private long ParseInteger(TemplateToken token) =>
        long.TryParse(token.Text, CultureInfo.InvariantCulture, out long integer) ? integer : throw reader.Error("a number is too large");

    private Expression ParseBrackets()
    {
        if (reader.TryTake("("))
        {
            return ParseParentheses();
        }

        if (reader.TryTake("["))
        {
            return new ListExpression(ParseItems("]", expressions.Parse), ListKind.List);
        }

        reader.Expect("{");
        return new MapExpression(ParseItems("}", ParseEntry));
    }

    private Expression ParseParentheses()
    {
        if (reader.TryTake(")"))
        {
            return new ListExpression([], ListKind.Tuple);
        }

        Expression inner = expressions.ParseTuple();
        reader.Expect(")");
        return inner;
    }

    private (Expression Key, Expression Value) ParseEntry()
    {
        Expression key = expressions.Parse();
        reader.Expect(":");
        return (key, expressions.Parse());
    }

    private List<T> ParseItems<T>(string end, Func<T> parse)
    {
        List<T> items = [];
        while (!reader.TryTake(end))
        {
            items.Add(parse());
            if (!reader.TryTake(","))
            {
                reader.Expect(end);
                break;
            }
        }

        return items;
    }
}
