namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>One end of a range of numbers.</summary>
internal readonly record struct NumberBound(decimal Value, bool IsExclusive = false)
{
    /// <summary>Gets the end of the range of the negated numbers.</summary>
    public NumberBound Negated => this with { Value = -Value };

    /// <summary>Gets the digits after the point.</summary>
    public string Fraction
    {
        get
        {
            string text = Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
            int point = text.IndexOf('.', StringComparison.Ordinal);
            return point < 0 ? "" : text[(point + 1)..];
        }
    }
}
