namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The operators <c>+ - * / // % **</c>.</summary>
internal static class Arithmetic
{
    /// <summary>Applies an operator.</summary>
    public static object? Apply(string operation, object? left, object? right, RenderBudget budget)
    {
        if (Numbers.TryInteger(left, out long leftInteger) && Numbers.TryInteger(right, out long rightInteger))
        {
            bool isFloat = operation == "/" || (operation == "**" && rightInteger < 0);
            return isFloat
                ? ApplyFloats(operation, leftInteger, rightInteger)
                : (object)ApplyIntegers(operation, leftInteger, rightInteger);
        }

        if (Numbers.TryFloat(left, out double leftFloat) && Numbers.TryFloat(right, out double rightFloat))
        {
            return ApplyFloats(operation, leftFloat, rightFloat);
        }

        return (operation, left, right) switch
        {
            (_, UndefinedValue undefined, _) => throw undefined.Error(),
            ("%", string format, _) => PythonFormat.Percent(format, right, budget),
            (_, _, UndefinedValue undefined) => throw undefined.Error(),
            _ => Sequences.Apply(operation, left, right, budget) ?? throw NotApplicable(operation, left, right),
        };
    }

    /// <summary>Applies a sign.</summary>
    public static object Negate(object? value)
    {
        if (Numbers.TryInteger(value, out long integer))
        {
            return Checked("-", () => checked(-integer));
        }

        return Numbers.TryFloat(value, out double number) ? -number : throw NotApplicable("-", value, null);
    }

    private static long ApplyIntegers(string operation, long left, long right) => operation switch
    {
        "+" => Checked(operation, () => checked(left + right)),
        "-" => Checked(operation, () => checked(left - right)),
        "*" => Checked(operation, () => checked(left * right)),
        "//" => Checked(operation, () => FloorDivide(left, NotZero(right))),
        "%" => Checked(operation, () => left - checked(FloorDivide(left, NotZero(right)) * right)),
        _ => Power(left, right),
    };

    private static double ApplyFloats(string operation, double left, double right) => operation switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / NotZero(right),
        "//" => Math.Floor(left / NotZero(right)),
        "%" => left - (Math.Floor(left / NotZero(right)) * right),
        _ => Math.Pow(left, right),
    };

    private static long Power(long left, long right)
    {
        double power = Math.Pow(left, right);
        return Math.Abs(power) < (1L << 53)
            ? (long)power
            : throw new ChatTemplateException("A number in the chat template is too large.");
    }

    private static long FloorDivide(long left, long right)
    {
        long quotient = checked(left / right);
        return left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient;
    }

    private static long Checked(string operation, Func<long> compute)
    {
        try
        {
            return compute();
        }
        catch (OverflowException)
        {
            throw new ChatTemplateException($"A number in the chat template is too large for '{operation}'.");
        }
    }

    private static T NotZero<T>(T divisor)
        where T : System.Numerics.INumber<T> =>
        T.IsZero(divisor) ? throw new ChatTemplateException("The chat template divides by zero.") : divisor;

    private static ChatTemplateException NotApplicable(string operation, object? left, object? right) =>
        new($"The chat template uses '{operation}' with {TypeName.Of(left)} and {TypeName.Of(right)}.");
}
