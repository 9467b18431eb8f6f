namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>A number, within bounds where there are any.</summary>
internal sealed class NumberShape(bool isInteger, NumberBound? min, NumberBound? max) : SchemaShape
{
    private const decimal MostInteger = 999_999_999_999_999_999;
    private const decimal MostDecimal = 999_999_999_999_999;

    public override JsonKinds Kinds => JsonKinds.Number;

    public override Term Write(SchemaWriter writer, int depth)
    {
        if (min is null && max is null)
        {
            return isInteger ? writer.Json.Integer : writer.Json.Number;
        }

        return isInteger ? WriteIntegers(writer) : WriteDecimals(writer);
    }

    private Term WriteIntegers(SchemaWriter writer)
    {
        decimal first = min is { } least ? decimal.Ceiling(least.Value) + (least.IsExclusive && decimal.IsInteger(least.Value) ? 1 : 0) : -MostInteger;
        decimal last = max is { } most ? decimal.Floor(most.Value) - (most.IsExclusive && decimal.IsInteger(most.Value) ? 1 : 0) : MostInteger;
        first = Math.Max(first, -MostInteger);
        last = Math.Min(last, MostInteger);
        return first <= last ? new IntegerRanges(writer.Terms).Between((long)first, (long)last) : writer.Terms.Never;
    }

    private Term WriteDecimals(SchemaWriter writer)
    {
        var lowest = new NumberBound(-MostDecimal);
        var highest = new NumberBound(MostDecimal);
        NumberBound from = min is { } least && least.Value >= lowest.Value ? least : lowest;
        NumberBound to = max is { } most && most.Value <= highest.Value ? most : highest;
        return from.Value <= to.Value ? new DecimalRanges(writer.Terms, JsonGrammar.MaxDigits).Between(from, to) : writer.Terms.Never;
    }
}
