using System.Globalization;
using System.Text.Json;

namespace HybridInference;

/// <summary>A value in a file of prices, with the place where it stands.</summary>
internal sealed class PriceNode(string file, int line, string path, JsonTokenType kind, string text, List<PriceNode> children)
{
    /// <summary>A double holds fifteen digits for certain: what a program wrote behind them is rounding noise.</summary>
    private const string CertainDigits = "G15";

    public string Name { get; private set; } = "";

    public bool IsObject => kind == JsonTokenType.StartObject;

    public bool IsArray => kind == JsonTokenType.StartArray;

    /// <summary>The members of an object, or the items of an array.</summary>
    public IReadOnlyList<PriceNode> Children => children;

    public PriceNode Named(string name)
    {
        Name = name;
        return this;
    }

    public PriceFileException Error(string problem, Exception? innerException = null) =>
        new(file, line, path.Length == 0 ? "(root)" : path, problem, innerException);

    public PriceNode RequireObject() => IsObject ? this : throw Error("must be an object");

    public PriceNode RequireArray() => IsArray ? this : throw Error("must be an array");

    public PriceNode? Find(string name) => RequireObject().Children.LastOrDefault(child => child.Name == name && !child.IsNull);

    public PriceNode Require(string name) => Find(name) ?? throw Error($"has no '{name}', which is required");

    public string AsText() => kind == JsonTokenType.String ? text : throw Error("must be a string");

    public DateOnly AsDate() =>
        DateOnly.TryParseExact(AsText(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw Error($"'{text}' is not a date; write it as 2026-01-31");

    public long AsCount() =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count) && count > 0
            ? count
            : throw Error($"'{text}' must be a whole number above zero");

    /// <summary>Reads a price in units of the currency, exactly as it is written.</summary>
    public long AsPrice() => ToMicroUnits(AsNumber(text));

    /// <summary>Reads a price of a public list, which a program wrote as a double, multiplies it, and rounds it up to a whole micro-unit.</summary>
    public long AsPrice(decimal factor)
    {
        string certain = ((double)AsNumber(text)).ToString(CertainDigits, CultureInfo.InvariantCulture);
        decimal units = AsNumber(certain);
        return ToMicroUnits(Math.Abs(units) > MicroAmount.Max ? units : decimal.Ceiling(units * factor * Money.MicroUnitsPerUnit) / Money.MicroUnitsPerUnit);
    }

    private bool IsNull => kind == JsonTokenType.Null;

    private decimal AsNumber(string number) =>
        kind is JsonTokenType.Number or JsonTokenType.String && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : throw Error("must be a number that is not too large");

    private long ToMicroUnits(decimal units)
    {
        if (units < 0)
        {
            throw Error($"{units} is negative, and a price must not be");
        }

        return MicroAmount.TryFrom(units, out long microUnits) is { } problem ? throw Error(problem) : microUnits;
    }
}
