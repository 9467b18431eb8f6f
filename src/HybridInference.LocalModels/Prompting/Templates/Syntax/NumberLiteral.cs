namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A number as it is written in a template.</summary>
/// <param name="Text">The digits, without underscores.</param>
/// <param name="Length">How many characters of the template it takes.</param>
/// <param name="IsFloat">Whether it has a fraction or an exponent.</param>
internal readonly record struct NumberLiteral(string Text, int Length, bool IsFloat)
{
    /// <summary>Reads the number at the start of a text.</summary>
    public static NumberLiteral Read(ReadOnlySpan<char> source)
    {
        int end = SkipDigits(source, 0);
        bool hasFraction = end + 1 < source.Length && source[end] == '.' && char.IsAsciiDigit(source[end + 1]);
        end = hasFraction ? SkipDigits(source, end + 1) : end;
        int exponent = FindExponent(source, end);
        int length = exponent > 0 ? SkipDigits(source, exponent) : end;
        string text = source[..length].ToString().Replace("_", "", StringComparison.Ordinal);
        return new NumberLiteral(text, length, hasFraction || exponent > 0);
    }

    // The position of the exponent's digits, or 0.
    private static int FindExponent(ReadOnlySpan<char> source, int position)
    {
        if (position >= source.Length || source[position] is not ('e' or 'E'))
        {
            return 0;
        }

        int digits = position + 1;
        digits += digits < source.Length && source[digits] is '-' or '+' ? 1 : 0;
        return digits < source.Length && char.IsAsciiDigit(source[digits]) ? digits : 0;
    }

    private static int SkipDigits(ReadOnlySpan<char> source, int position)
    {
        while (position < source.Length && (char.IsAsciiDigit(source[position]) || source[position] == '_'))
        {
            position++;
        }

        return position;
    }
}
