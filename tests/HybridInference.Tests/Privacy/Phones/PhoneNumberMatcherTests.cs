using CsCheck;

namespace HybridInference.Tests.Privacy.Phones;

public sealed class PhoneNumberMatcherTests
{
    [Theory]
    [InlineData("+44 20 7946 0018", 44)]
    [InlineData("+44 (0) 20 7946 0018", 44)]
    [InlineData("+44(0)2079460018", 44)]
    [InlineData("(+44) 20 7946 0018", 44)]
    [InlineData("+(44) 20 7946 0018", 44)]
    [InlineData("0044 20 7946 0018", 44)]
    [InlineData("011 44 20 7946 0018", 44)]
    [InlineData("0011-44-20-7946-0018", 44)]
    [InlineData("+1 (202) 555-0143", 1)]
    [InlineData("+1-202-555-0143", 1)]
    [InlineData("+12025550143", 1)]
    [InlineData("001-202-555-0143", 1)]
    [InlineData("+49 30 23125 000", 49)]
    [InlineData("+49-4931-49123", 49)]
    [InlineData("+33 1 99 00 12 34", 33)]
    [InlineData("+34 900 123 456", 34)]
    [InlineData("+39 06 1234 5678", 39)]
    [InlineData("+48 12 345 67 89", 48)]
    [InlineData("+31 20 123 4567", 31)]
    [InlineData("+32 2 123 45 67", 32)]
    [InlineData("+41 22 730 00 00", 41)]
    [InlineData("+43 1 12345678", 43)]
    [InlineData("+46 8 123 456 78", 46)]
    [InlineData("+47 12 34 56 78", 47)]
    [InlineData("+45 12 34 56 78", 45)]
    [InlineData("+358 9 1234 5678", 358)]
    [InlineData("+351 21 123 4567", 351)]
    [InlineData("+353 1 123 4567", 353)]
    [InlineData("+55 11 91234-5678", 55)]
    [InlineData("+52 55 1234 5678", 52)]
    [InlineData("+86 139 1234 5678", 86)]
    [InlineData("+81 3 1234 5678", 81)]
    [InlineData("+82 010 1234 5678", 82)]
    [InlineData("+91 98765 43210", 91)]
    [InlineData("+61 2 1234 5678", 61)]
    [InlineData("+27 21 123 4567", 27)]
    [InlineData("+7 495 123-45-67", 7)]
    [InlineData("+90 (532) 123 45 67", 90)]
    [InlineData("+971 4 123 4567", 971)]
    [InlineData("+65 6123 4567", 65)]
    public void TryParse_InternationalForm_IsCheckedAgainstItsPlan(string text, int callingCode)
    {
        PhoneMatch match = Parse(text);

        Assert.Equal(text.Length, match.Length);
        Assert.Equal(PhoneShape.International, match.Shape);
        Assert.Equal(callingCode, match.CallingCode);
    }

    [Theory]
    [InlineData("(202) 555-0143", nameof(PhoneShape.NorthAmerican))]
    [InlineData("202-555-0143", nameof(PhoneShape.NorthAmerican))]
    [InlineData("202.555.0143", nameof(PhoneShape.NorthAmerican))]
    [InlineData("202 555 0143", nameof(PhoneShape.NorthAmerican))]
    [InlineData("(202)555-0143", nameof(PhoneShape.NorthAmerican))]
    [InlineData("202 5550143", nameof(PhoneShape.NorthAmerican))]
    [InlineData("1-202-555-0143", nameof(PhoneShape.NorthAmerican))]
    [InlineData("1 (202) 555-0143", nameof(PhoneShape.NorthAmerican))]
    [InlineData("020 7946 0018", nameof(PhoneShape.TrunkPrefixed))]
    [InlineData("030/23125000", nameof(PhoneShape.TrunkPrefixed))]
    [InlineData("01 99 00 12 34", nameof(PhoneShape.TrunkPrefixed))]
    [InlineData("01.99.00.12.34", nameof(PhoneShape.TrunkPrefixed))]
    [InlineData("0 (917) 123 4567", nameof(PhoneShape.TrunkPrefixed))]
    [InlineData("0-532-123-45-67", nameof(PhoneShape.TrunkPrefixed))]
    [InlineData("(0212) 338 10 00", nameof(PhoneShape.TrunkPrefixed))]
    [InlineData("03-3316005", nameof(PhoneShape.TrunkPrefixed))]
    [InlineData("07700900123", nameof(PhoneShape.TrunkPrefixed))]
    [InlineData("0812-3456-7890", nameof(PhoneShape.TrunkPrefixed))]
    [InlineData("532 123 45 67", nameof(PhoneShape.TrunkPrefixed))]
    [InlineData("8 (912) 345-67-89", nameof(PhoneShape.TrunkPrefixed))]
    [InlineData("(11) 91234-5678", nameof(PhoneShape.TrunkPrefixed))]
    [InlineData("(55) 1234 5678", nameof(PhoneShape.TrunkPrefixed))]
    [InlineData("532-123-45-67", nameof(PhoneShape.Grouped))]
    [InlineData("632 123 45 67", nameof(PhoneShape.Grouped))]
    [InlineData("11 91234-5678", nameof(PhoneShape.Grouped))]
    [InlineData("0 2 5 1 5 8 5 6 7 6", nameof(PhoneShape.Grouped))]
    [InlineData("86-13912345678", nameof(PhoneShape.Grouped))]
    [InlineData("555-0143", nameof(PhoneShape.Grouped))]
    [InlineData("723 813 266", nameof(PhoneShape.Grouped))]
    [InlineData("111-555-0143", nameof(PhoneShape.Grouped))]
    [InlineData("211-555-0143", nameof(PhoneShape.Grouped))]
    [InlineData("2025550143", nameof(PhoneShape.Bare))]
    [InlineData("380751234567", nameof(PhoneShape.Bare))]
    public void TryParse_NationalForm_HasItsShape(string text, string shape)
    {
        PhoneMatch match = Parse(text);

        Assert.Equal(text.Length, match.Length);
        Assert.Equal(shape, match.Shape.ToString());
        Assert.Equal(0, match.CallingCode);
        Assert.Equal(text.Count(char.IsAsciiDigit), match.Digits);
        Assert.Equal(text.Any(character => !char.IsAsciiDigit(character)), match.HasSeparators);
    }

    [Theory]
    [InlineData("202-555-0143 ext. 12")]
    [InlineData("202-555-0143 ext: 1234")]
    [InlineData("202-555-0143x12")]
    [InlineData("202-555-0143 X 1234567")]
    [InlineData("202-555-0143 #12")]
    [InlineData("202-555-0143, extension 12")]
    [InlineData("202-555-0143;ext=12")]
    [InlineData("+44 20 7946 0018x456")]
    [InlineData("03-3316005 int.3456")]
    public void TryParse_Extension_BelongsToTheNumber(string text)
    {
        PhoneMatch match = Parse(text + ", please");

        Assert.Equal(text.Length, match.Length);
        Assert.True(match.HasExtension);
    }

    [Theory]
    [InlineData("202-555-0143 x 12345678")]
    [InlineData("202-555-0143 extra 12")]
    [InlineData("202-555-0143 x 12a")]
    public void TryParse_NoExtension_EndsAtTheNumber(string text)
    {
        PhoneMatch match = Parse(text);

        Assert.Equal("202-555-0143".Length, match.Length);
        Assert.False(match.HasExtension);
    }

    [Theory]
    [InlineData("2010-04-16")]
    [InlineData("16-04-2010")]
    [InlineData("16/04/2010")]
    [InlineData("10/12/1982")]
    [InlineData("2010-04-16 12:30")]
    [InlineData("2010.04.16")]
    [InlineData("2009/2010")]
    [InlineData("1990-1995")]
    [InlineData("0700-1900")]
    [InlineData("0204 4381 6167")]
    [InlineData("12:30:45")]
    [InlineData("192.168.100.200")]
    [InlineData("192.168.100.200:8080")]
    [InlineData("10.0.1000.20")]
    [InlineData("31.269161,164.355469")]
    [InlineData("1234567.89")]
    [InlineData("896.954.231")]
    [InlineData("123-45-6789")]
    [InlineData("9780306406157")]
    [InlineData("978-0-306-40615-7")]
    [InlineData("123456789012345678901234")]
    [InlineData("4000 0000 0000 0002")]
    [InlineData("0000000000")]
    [InlineData("123456")]
    [InlineData("12-15")]
    [InlineData("202-555-0143%")]
    [InlineData("202-555-0143=7")]
    [InlineData("2025550143a")]
    [InlineData("+0 20 7946 0018")]
    [InlineData("+44 20 79")]
    [InlineData("+210 123456789")]
    [InlineData("(202 555-0143")]
    [InlineData("+")]
    [InlineData("(")]
    [InlineData("")]
    public void TryParse_LookAlike_IsNotAPhoneNumber(string text) => Assert.False(PhoneNumberMatcher.TryParse(text, 0, out _));

    [Theory]
    [InlineData("s2025550143")]
    [InlineData("$2025550143")]
    [InlineData("€ 2025550143")]
    [InlineData("-2025550143")]
    [InlineData("/2025550143")]
    [InlineData("1.2025550143")]
    [InlineData("#2025550143")]
    [InlineData("v2025550143")]
    public void TryParse_InsideSomethingElse_IsNotAPhoneNumber(string text) =>
        Assert.False(PhoneNumberMatcher.TryParse(text, text.IndexOf("2025550143", StringComparison.Ordinal), out _));

    [Theory]
    [InlineData("tel:", "+442079460018", "")]
    [InlineData("Phone=", "202-555-0143", "&x=1")]
    [InlineData("call (", "202-555-0143", ")")]
    [InlineData("", "202-555-0143", ".")]
    [InlineData("12,", "+1 (202) 555-0143", ",123-45-6789")]
    [InlineData("", "020 7946 0018", ". 12 people")]
    [InlineData("", "052 5552606", " 074-7111234")]
    [InlineData("", "+44 20 7946 0018", " 2010 was good")]
    [InlineData("", "202-555-0143", "\n202-555-0144")]
    public void TryParse_InAText_EndsWhereTheNumberEnds(string before, string number, string after)
    {
        Assert.True(PhoneNumberMatcher.TryParse(before + number + after, before.Length, out PhoneMatch match));
        Assert.Equal(number.Length, match.Length);
    }

    [Fact]
    public void TryParse_AnyText_StaysInsideIt() =>
        Gen.Select(Gen.String[Gen.Char["01234567899()+-./ x#e\u00A0é"], 1, 40], Gen.Int[0, 39]).Sample((text, start) =>
        {
            start %= text.Length;
            if (PhoneNumberMatcher.TryParse(text, start, out PhoneMatch match))
            {
                Assert.InRange(match.Length, 5, text.Length - start);
                Assert.True(char.IsAsciiDigit(text[start + match.Length - 1]) || text[start + match.Length - 1] == ')');
            }
        });

    [Fact]
    public void TryParse_GeneratedNorthAmericanNumber_IsFound() =>
        Gen.Select(Gen.Int[200, 999], Gen.Int[200, 999], Gen.Int[0, 9999]).Sample((area, exchange, line) =>
        {
            bool isService = area % 100 == 11 || exchange % 100 == 11;
            Assert.Equal(isService ? PhoneShape.Grouped : PhoneShape.NorthAmerican, Parse($"({area}) {exchange}-{line:D4}").Shape);
        });

    private static PhoneMatch Parse(string text)
    {
        Assert.True(PhoneNumberMatcher.TryParse(text, 0, out PhoneMatch match), text);
        return match;
    }
}
