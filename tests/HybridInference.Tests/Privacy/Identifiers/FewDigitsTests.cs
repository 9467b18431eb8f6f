using CsCheck;

namespace HybridInference.Tests.Privacy.Identifiers;

/// <summary>What <see cref="TokenGlance"/> takes for granted about identifiers: how many digits they have at least.</summary>
public sealed class FewDigitsTests
{
    private const int FewestDigits = 5;

    private static readonly Gen<char> Digits = Gen.Char['0', '9'];
    private static readonly Gen<char> Letters = Gen.Char['A', 'Z'];

    /// <summary>A vehicle number is seventeen letters and digits in any order; with fewer digits it is not looked for behind a digit by itself.</summary>
    private static readonly string[] Exceptions = ["VIN", "VIN_UNCHECKED"];

    [Fact]
    public void IsValid_DigitFirstAndFewDigits_IsOnlyAShortNumber() =>
        Gen.Select(Digits, Gen.OneOf(Letters, Letters, Letters, Digits).Array[0, 18]).Sample((first, rest) =>
        {
            string compact = first + new string(rest);
            bool isShortNumber = compact.Length == IdentifierSchemes.MinLength && compact.All(char.IsAsciiDigit);
            Assert.True(compact.Count(char.IsAsciiDigit) >= FewestDigits || isShortNumber || !IsAnyValid(compact), compact);
        });

    [Fact]
    public void IsValid_EightCharactersAndFewDigits_IsNot() =>
        Gen.Select(Letters, Gen.OneOf(Letters, Letters, Digits).Array[0, TokenGlance.ShortestWithFewDigits - 2]).Sample((first, rest) =>
        {
            string compact = first + new string(rest);
            Assert.True(compact.Count(char.IsAsciiDigit) >= TokenGlance.FewestDigitsAmongLetters || !IsAnyValid(compact), compact);
        });

    [Fact]
    public void IsValid_DigitsOnlyWithoutAWord_AreMany() =>
        Digits.Array[1, TokenGlance.FewestStrongDigits - 1].Sample(digits =>
        {
            SchemeSet strong = IdentifierSchemes.Strong & IdentifierSchemes.Fitting(digits.Length, digits[0]);
            for (int index = strong.Next(0); index >= 0; index = strong.Next(index + 1))
            {
                IdentifierScheme scheme = IdentifierSchemes.At(index);
                bool hasSign = scheme.Forms.Length > 0 && scheme.Forms.All(form => form is "6-4" or "6+4");
                Assert.True(!scheme.IsValid(digits) || (hasSign && digits.Length >= TokenGlance.FewestDigitsWithSign), scheme.Name);
            }
        });

    [Fact]
    public void ShortNumbers_EveryNumber_AreThoseThatASchemeAccepts()
    {
        for (int number = 0; number < 10_000; number++)
        {
            string digits = number.ToString("D4", System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(IsAnyValid(digits), ShortNumbers.Contains(digits));
        }
    }

    [Theory]
    [MemberData(nameof(IdentifierTemplates.All), MemberType = typeof(IdentifierTemplates))]
    public void Template_DigitFirst_HasEnoughDigits(string name, string template)
    {
        int digits = template.Count(character => char.IsAsciiDigit(character) || character == '?');

        Assert.True(Exceptions.Contains(name) || !char.IsAsciiDigit(template[0]) || digits >= FewestDigits || template.Length == IdentifierSchemes.MinLength, template);
    }

    private static bool IsAnyValid(string compact)
    {
        SchemeSet schemes = IdentifierSchemes.Fitting(compact.Length, compact[0]);
        for (int index = schemes.Next(0); index >= 0; index = schemes.Next(index + 1))
        {
            IdentifierScheme scheme = IdentifierSchemes.At(index);
            if (!Exceptions.Contains(scheme.Name) && scheme.IsValid(compact))
            {
                return true;
            }
        }

        return false;
    }
}
