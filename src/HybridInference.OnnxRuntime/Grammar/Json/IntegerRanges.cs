using System.Globalization;
using System.Text;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Writes the integers of a range.</summary>
internal sealed class IntegerRanges(TermFactory terms)
{
    private readonly ByteRanges _digits = new(terms, (byte)'0', (byte)'9');

    /// <summary>Writes the integers between two, both included.</summary>
    public Term Between(long min, long max)
    {
        Term negative = min < 0 ? terms.Sequence(terms.Text("-"), Positive(Math.Max(1, -max), -min)) : terms.Never;
        return terms.Choice(negative, Positive(Math.Max(0, min), max));
    }

    /// <summary>Writes integers that are not negative, length by length.</summary>
    private Term Positive(long min, long max)
    {
        var choices = new List<Term>();
        long first = min;
        while (first <= max)
        {
            string digits = first.ToString(CultureInfo.InvariantCulture);
            long last = Math.Min(max, long.Parse(new string('9', digits.Length), CultureInfo.InvariantCulture));
            choices.Add(_digits.Between(Encoding.ASCII.GetBytes(digits), Encoding.ASCII.GetBytes(last.ToString(CultureInfo.InvariantCulture))));
            first = last + 1;
        }

        return terms.Choice(choices);
    }
}
