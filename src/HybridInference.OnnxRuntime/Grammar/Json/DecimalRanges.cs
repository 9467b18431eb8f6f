using System.Globalization;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Writes the numbers of a range, without exponents.</summary>
internal sealed class DecimalRanges(TermFactory terms, int maxDigits)
{
    private readonly IntegerRanges _integers = new(terms);
    private readonly Term _digit = terms.Bytes((byte)'0', (byte)'9');

    /// <summary>Writes the numbers between two bounds.</summary>
    public Term Between(NumberBound min, NumberBound max)
    {
        Term negative = min.Value < 0
            ? terms.Sequence(terms.Text("-"), Positive(AtLeastZero(max.Negated), min.Negated))
            : terms.Never;
        return terms.Choice(negative, Positive(AtLeastZero(min), max));
    }

    private static NumberBound AtLeastZero(NumberBound bound) => bound.Value < 0 ? default : bound;

    private Term Positive(NumberBound min, NumberBound max)
    {
        if (min.Value > max.Value || (min.Value == max.Value && (min.IsExclusive || max.IsExclusive)))
        {
            return terms.Never;
        }

        var first = (long)decimal.Floor(min.Value);
        var last = (long)decimal.Floor(max.Value);
        var from = new FractionBound(min.Fraction, min.IsExclusive);
        var to = new FractionBound(max.Fraction, max.IsExclusive);
        return first == last
            ? WithFraction(first, from, to)
            : terms.Choice(
                WithFraction(first, from, null),
                terms.Sequence(_integers.Between(first + 1, last - 1), Fraction(null, null)),
                WithFraction(last, null, to));
    }

    private Term WithFraction(long integer, FractionBound? min, FractionBound? max) =>
        terms.Sequence(terms.Text(integer.ToString(CultureInfo.InvariantCulture)), Fraction(min, max));

    /// <summary>Writes nothing, or a point and digits; a bound that is absent lets every fraction pass.</summary>
    private Term Fraction(FractionBound? min, FractionBound? max)
    {
        Term digits = terms.Sequence(terms.Text("."), Digits(0, min, max));
        return CanEnd(0, min, max) ? terms.Optional(digits) : digits;
    }

    private Term Digits(int index, FractionBound? min, FractionBound? max)
    {
        if (index == maxDigits)
        {
            return terms.Never;
        }

        if (min is null && max is null)
        {
            return terms.Repeat(_digit, 1, maxDigits - index);
        }

        (int first, int last) = (FractionBound.DigitAt(min, index, 0), FractionBound.DigitAt(max, index, 9));
        var choices = new List<Term>();
        for (int digit = first; digit <= last; digit++)
        {
            // A digit inside of the bounds leaves them behind.
            Term rest = AfterDigit(index + 1, digit == first ? min : null, digit == last ? max : null);
            choices.Add(terms.Sequence(terms.Bytes((byte)('0' + digit), (byte)('0' + digit)), rest));
        }

        return terms.Choice(choices);
    }

    private Term AfterDigit(int index, FractionBound? min, FractionBound? max)
    {
        Term more = Digits(index, min, max);
        return CanEnd(index, min, max) ? terms.Optional(more) : more;
    }

    private static bool CanEnd(int index, FractionBound? min, FractionBound? max) =>
        (min is null || (!min.HasMore(index) && !min.IsExclusive)) && (max is null || max.HasMore(index) || !max.IsExclusive);
}
