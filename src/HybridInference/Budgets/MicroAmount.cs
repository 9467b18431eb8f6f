namespace HybridInference;

/// <summary>Turns decimal numbers into whole micro-units, or says why that cannot be done.</summary>
internal static class MicroAmount
{
    /// <summary>The largest amount that a budget, a price or a reservation may have: every store can count to it exactly.</summary>
    /// <remarks>2^53 - 1, about nine billion units: Redis scripts count in doubles.</remarks>
    public const long Max = 9_007_199_254_740_991;

    /// <returns>What is wrong with the number, or <see langword="null"/>.</returns>
    public static string? TryFrom(decimal units, out long microUnits)
    {
        microUnits = 0;
        if (Math.Abs(units) > Max / Money.MicroUnitsPerUnit)
        {
            return $"{units} is larger than {Max / Money.MicroUnitsPerUnit}";
        }

        decimal scaled = units * Money.MicroUnitsPerUnit;
        if (scaled != decimal.Truncate(scaled))
        {
            return $"{units} has more than six digits after the point";
        }

        microUnits = (long)scaled;
        return null;
    }

    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or larger than <see cref="Max"/>.</exception>
    public static long Require(long amount, string parameter) =>
        amount is >= 0 and <= Max
            ? amount
            : throw new ArgumentOutOfRangeException(parameter, amount, $"The amount in micro-units must be between 0 and {Max}.");
}
