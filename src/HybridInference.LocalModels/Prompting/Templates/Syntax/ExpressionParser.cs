namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Parses expressions. Jinja2's precedence: conditional, or, and, not, comparison, sum, <c>~</c>, product, power.</summary>
internal sealed class ExpressionParser
{
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">=", "in"];

    private readonly TokenReader _reader;
    private readonly OperandParser _operands;

    /// <summary>Initializes the parser.</summary>
    public ExpressionParser(TokenReader reader)
    {
        _reader = reader;
        _operands = new OperandParser(reader, this);
    }

    /// <summary>Parses an expression.</summary>
    public Expression Parse() => _reader.Nested(ParseConditional);

    /// <summary>Parses an expression, or several with commas between them, which are a tuple.</summary>
    public Expression ParseTuple(bool hasConditional = true) => _operands.ParseTuple(hasConditional ? Parse : ParseOr);

    /// <summary>Parses an expression without a condition after it.</summary>
    public Expression ParseOr() => ParseLogical("or", () => ParseLogical("and", ParseNot, isAnd: true), isAnd: false);

    /// <summary>Parses the arguments of a call.</summary>
    public ArgumentList ParseArguments() => _operands.ParseArguments();

    /// <summary>Parses a value with filters and tests.</summary>
    public Expression ParseUnary() => _operands.ParseUnary();

    /// <summary>Parses filters after a value.</summary>
    public Expression ParseFilters(Expression value) => _operands.ParseFilters(value);

    private Expression ParseConditional()
    {
        Expression value = ParseOr();
        while (_reader.TryTake("if"))
        {
            Expression condition = ParseOr();
            value = new ConditionalExpression(condition, value, _reader.TryTake("else") ? Parse() : null);
        }

        return value;
    }

    private Expression ParseLogical(string keyword, Func<Expression> parseSide, bool isAnd)
    {
        Expression left = parseSide();
        while (_reader.TryTake(keyword))
        {
            left = new LogicalExpression(left, parseSide(), isAnd);
        }

        return left;
    }

    private Expression ParseNot() =>
        _reader.TryTake("not") ? new NotExpression(_reader.Nested(ParseNot)) : ParseComparison();

    private Expression ParseComparison()
    {
        Expression first = ParseSum();
        List<(string, Expression)> comparisons = [];
        while (TryTakeComparison() is string operation)
        {
            comparisons.Add((operation, ParseSum()));
        }

        return comparisons.Count == 0 ? first : new ComparisonExpression(first, comparisons);
    }

    private string? TryTakeComparison()
    {
        if (_reader.Current.Is("not") && _reader.Next.Is("in"))
        {
            _reader.Take();
            _reader.Take();
            return "not in";
        }

        return Array.Find(Comparisons, _reader.TryTake);
    }

    private Expression ParseSum() => ParseArithmetic(ParseConcat, "+", "-");

    private Expression ParseConcat()
    {
        Expression first = ParseProduct();
        if (!_reader.Current.Is("~"))
        {
            return first;
        }

        List<Expression> parts = [first];
        while (_reader.TryTake("~"))
        {
            parts.Add(ParseProduct());
        }

        return new ConcatExpression(parts);
    }

    private Expression ParseProduct() => ParseArithmetic(ParsePower, "*", "/", "//", "%");

    private Expression ParsePower() => ParseArithmetic(_operands.ParseUnary, "**");

    private Expression ParseArithmetic(Func<Expression> parseSide, params string[] operations)
    {
        Expression left = parseSide();
        while (Array.Find(operations, _reader.TryTake) is string operation)
        {
            left = new ArithmeticExpression(operation, left, parseSide());
        }

        return left;
    }
}
