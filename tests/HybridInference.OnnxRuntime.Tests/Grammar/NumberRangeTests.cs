using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;

namespace HybridInference.OnnxRuntime.Tests.Grammar;

public sealed class NumberRangeTests
{
    [Fact]
    public void Integers_AnyBounds_AllowExactlyThoseBetween()
    {
        Gen<long> bounds = Gen.OneOf(Gen.Long[-30, 30], Gen.Long[-2000, 2000]);

        Gen.Select(bounds, bounds, Gen.Bool, Gen.Bool).Sample(
            (one, other, isMinExclusive, isMaxExclusive) =>
            {
                (long min, long max) = (Math.Min(one, other) - 1, Math.Max(one, other) + 1);
                string schema = Range("integer", min, isMinExclusive, max, isMaxExclusive);
                foreach (long value in Candidates(min, max))
                {
                    bool isInside = (isMinExclusive ? value > min : value >= min) && (isMaxExclusive ? value < max : value <= max);
                    Assert.Equal(isInside, ByteGrammar.Accepts(schema, value.ToString(CultureInfo.InvariantCulture)));
                }
            },
            iter: 100,
            threads: 1);
    }

    [Fact]
    public void Decimals_AnyBounds_AllowExactlyThoseBetween()
    {
        Gen<decimal> numbers = Gen.Select(Gen.Int[-250, 250], Gen.Int[0, 2], (value, digits) => value / (decimal)Math.Pow(10, digits));
        Gen<string> texts = Gen.Select(numbers, Gen.Int[0, 2].Select(count => new string('0', count)), (value, zeros) =>
            value.ToString(CultureInfo.InvariantCulture) + (value == Math.Floor(value) ? zeros.Length > 0 ? "." + zeros : "" : zeros));

        Gen.Select(numbers, numbers, Gen.Bool, Gen.Bool, texts.Array[20]).Sample(
            (one, other, isMinExclusive, isMaxExclusive, values) =>
            {
                (decimal min, decimal max) = (Math.Min(one, other), Math.Max(one, other) + 0.01m);
                string schema = Range("number", min, isMinExclusive, max, isMaxExclusive);
                foreach (string text in values.Append(min.ToString(CultureInfo.InvariantCulture)).Append(max.ToString(CultureInfo.InvariantCulture)))
                {
                    decimal value = decimal.Parse(text, CultureInfo.InvariantCulture);
                    bool isInside = (isMinExclusive ? value > min : value >= min) && (isMaxExclusive ? value < max : value <= max);
                    Assert.True(isInside == ByteGrammar.Accepts(schema, text), $"{schema} {text}");
                }
            },
            iter: 100,
            threads: 1);
    }

    [Theory]
    [InlineData("""{"type": "integer"}""", "0|-1|999999999999999999", "1.0|1e3|1000000000000000000|-|00")]
    [InlineData("""{"type": "number"}""", "0|-1.5|1e5|123456789012345.123456789012345E-20", "1.|-|1234567890123456")]
    [InlineData("""{"type": "integer", "minimum": 5}""", "5|999999999999999999", "4|-5")]
    [InlineData("""{"type": "number", "exclusiveMinimum": 0, "maximum": 1}""", "0.001|1|1.0|0.5", "0|0.0|1.01|-0|1e-1")]
    [InlineData("""{"type": "integer", "minimum": -1e25, "maximum": 0.5}""", "0|-7", "1")]
    public void Numbers_OpenAndClosedRanges_AllowTheRightOnes(string schema, string allowed, string notAllowed)
    {
        Assert.All(allowed.Split('|'), text => Assert.True(ByteGrammar.Accepts(schema, text), text));
        Assert.All(notAllowed.Split('|'), text => Assert.False(ByteGrammar.Accepts(schema, text), text));
    }

    private static string Range(string type, decimal min, bool isMinExclusive, decimal max, bool isMaxExclusive) => new JsonObject
    {
        ["type"] = type,
        [isMinExclusive ? "exclusiveMinimum" : "minimum"] = min,
        [isMaxExclusive ? "exclusiveMaximum" : "maximum"] = max,
    }.ToJsonString();

    private static IEnumerable<long> Candidates(long min, long max) =>
        max - min < 100 ? Enumerable.Range((int)min - 2, (int)(max - min) + 5).Select(value => (long)value)
        : [min - 1, min, min + 1, max - 1, max, max + 1, (min + max) / 2, 0, 9, 10, 99, 100, 999, 1000, -9, -10, -99, -100, -999, -1000];
}
