using System.Globalization;

namespace HybridInference;

/// <summary>An amount of money: a whole number of millionths of a currency's unit. Never a floating-point number.</summary>
/// <remarks>Immutable and thread-safe. Amounts of two currencies are never added or compared.</remarks>
public readonly record struct Money
{
    /// <summary>The number of micro-units in one unit of a currency: one million.</summary>
    public const long MicroUnitsPerUnit = 1_000_000;

    /// <summary>Initializes an amount.</summary>
    /// <param name="microUnits">The amount in millionths of the currency's unit.</param>
    /// <param name="currency">The currency's ISO 4217 code, such as <c>USD</c>.</param>
    /// <exception cref="ArgumentException">The currency is not known.</exception>
    public Money(long microUnits, string currency)
    {
        MicroUnits = microUnits;
        Currency = Currencies.Require(currency);
    }

    /// <summary>Gets the amount in millionths of the currency's unit.</summary>
    public long MicroUnits { get; }

    /// <summary>Gets the currency's ISO 4217 code.</summary>
    public string Currency { get; }

    /// <summary>Makes an amount of a decimal number of units.</summary>
    /// <param name="units">The number of units, with at most six digits after the point.</param>
    /// <param name="currency">The currency's ISO 4217 code.</param>
    /// <returns>The amount.</returns>
    /// <exception cref="ArgumentException">The currency is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number has more than six digits after the point, or is too large.</exception>
    public static Money Of(decimal units, string currency) =>
        MicroAmount.TryFrom(units, out long microUnits) is { } problem
            ? throw new ArgumentOutOfRangeException(nameof(units), units, $"The amount {problem}.")
            : new(microUnits, currency);

    /// <summary>Returns the amount in units with its currency.</summary>
    /// <returns>For example <c>12.5 USD</c>.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(decimal)MicroUnits / MicroUnitsPerUnit:0.######} {Currency}");
}
