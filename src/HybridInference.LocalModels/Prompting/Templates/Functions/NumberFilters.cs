using System.Globalization;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Filters of numbers.</summary>
internal static class NumberFilters
{
    /// <summary>Reads an integer, from text too; the default where that fails.</summary>
    public static object? ToInteger(CallArguments arguments)
    {
        if (arguments.Integer(2, "base", 10) != 10)
        {
            throw arguments.Error("the argument 'base' is not supported");
        }

        return arguments.Value switch
        {
            long or bool => Numbers.TryInteger(arguments.Value, out long integer) ? integer : 0L,
            double number when Math.Abs(number) < long.MaxValue => (long)number,
            string text when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long integer) => integer,
            string text when ParseFloat(text) is double number && Math.Abs(number) < long.MaxValue => (long)number,
            _ => arguments.Optional(1, "default", 0L),
        };
    }

    /// <summary>Reads a float, from text too; the default where that fails.</summary>
    public static object? ToFloat(CallArguments arguments)
    {
        if (Numbers.TryFloat(arguments.Value, out double number))
        {
            return number;
        }

        return arguments.Value is string text && ParseFloat(text) is double parsed ? parsed : arguments.Optional(1, "default", 0.0);
    }

    /// <summary>Takes the sign off.</summary>
    public static object Absolute(CallArguments arguments) => arguments.Value switch
    {
        double number => (object)Math.Abs(number),
        _ when Numbers.TryInteger(arguments.Value, out long integer) && integer != long.MinValue => Math.Abs(integer),
        _ => throw arguments.Error($"{TypeName.Of(arguments.Value)} has no absolute value"),
    };

    /// <summary>Rounds to a number of decimals, half to even, up or down.</summary>
    /// <remarks>An integer that is not rounded up or down stays one.</remarks>
    public static object Round(CallArguments arguments)
    {
        if (!Numbers.TryFloat(arguments.Value, out double number))
        {
            throw arguments.Error($"{TypeName.Of(arguments.Value)} cannot be rounded");
        }

        int precision = (int)Math.Clamp(arguments.Integer(1, "precision", 0), 0, 15);
        double scale = Math.Pow(10, precision);
        return (arguments.OptionalText(2, "method") ?? "common") switch
        {
            "ceil" => Math.Ceiling(number * scale) / scale,
            "floor" => Math.Floor(number * scale) / scale,
            _ => arguments.Value is double ? Math.Round(number, precision, MidpointRounding.ToEven) : arguments.Value!,
        };
    }

    private static double? ParseFloat(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
