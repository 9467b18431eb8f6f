namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Numbers as Python has them: integers, floats, and truth values, which count as 0 and 1.</summary>
internal static class Numbers
{
    /// <summary>Gets whether a value is a number that is 0.</summary>
    public static bool IsZero(object? value) => value is 0L or 0.0;

    /// <summary>Gets an integer, also of a truth value.</summary>
    public static bool TryInteger(object? value, out long number)
    {
        number = value switch { long integer => integer, true => 1, _ => 0 };
        return value is long or bool;
    }

    /// <summary>Gets any number as a float.</summary>
    public static bool TryFloat(object? value, out double number)
    {
        bool isInteger = TryInteger(value, out long integer);
        number = value is double fraction ? fraction : integer;
        return isInteger || value is double;
    }
}
