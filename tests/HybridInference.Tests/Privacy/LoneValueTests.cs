using System.Globalization;

namespace HybridInference.Tests.Privacy;

/// <summary>A text that is one value and nothing else.</summary>
public sealed class LoneValueTests
{
    [Theory]
    [InlineData("401-023-2137", PiiCategories.MedicalId)]
    [InlineData("347-677-452", PiiCategories.NationalId)]
    [InlineData("000 000 019", PiiCategories.OrgId)]
    [InlineData(" AB1234567. ", PiiCategories.Passport)]
    [InlineData("28 22 123456 12", PiiCategories.DriverLicense)]
    [InlineData("123/3456/7890", PiiCategories.TaxId)]
    [InlineData("4857773457", PiiCategories.MedicalId)]
    [InlineData("1000000079", PiiCategories.MedicalId)]
    [InlineData("4621234567", PiiCategories.Phone)]
    [InlineData("www.contoso.co.test", PiiCategories.Url)]
    [InlineData("contoso.com", PiiCategories.Url)]
    [InlineData("contoso.co.il", PiiCategories.Url)]
    [InlineData("contoso.de", PiiCategories.Url)]
    [InlineData("ftp://contoso.test/file", PiiCategories.Url)]
    [InlineData("http://127.0.0.1:8080/x", PiiCategories.Url)]
    public void Detect_LoneValue_NamesTheKindBelowTheRedactionThreshold(string text, string category)
    {
        PiiMatch match = Assert.Single(Detection.Of(text), match => match.Category == category);

        Assert.Equal(text.Trim(" .".ToCharArray()), text.Substring(match.Start, match.Length));
        Assert.InRange(match.Score, 0.01, PiiMatch.RedactionThreshold - 0.01);
    }

    [Fact]
    public void Detect_LoneNumberThatIsAlsoAPhoneNumber_IsBoth()
    {
        string number = Enumerable.Range(0, 10).Select(digit => $"415239551{digit}").First(text => BritishIdentifiers.IsNhsNumber(text));

        Assert.Equal([PiiCategories.MedicalId, PiiCategories.Phone], Detection.Of($"{number[..3]}-{number[3..6]}-{number[6..]}").Select(match => match.Category).Order().Intersect([PiiCategories.MedicalId, PiiCategories.Phone]));
    }

    [Theory]
    [InlineData("2125550143", true)]
    [InlineData("5321234567", true)]
    [InlineData("4621234567", true)]
    [InlineData("4631234567", false)]
    [InlineData("5211234567", false)]
    [InlineData("2021234567", false)]
    [InlineData("6321234567", false)]
    [InlineData("532123456", false)]
    public void IsValid_TurkishNumber_HasAnAreaCode(string digits, bool isValid) => Assert.Equal(isValid, TurkishNumber.IsValid(digits));

    [Fact]
    public void Detect_ListOfValuesWithLetters_NamesEach() =>
        Assert.Equal([0, 14], Detection.Of("M123A4567 and M456B7890").Where(match => match.Category == PiiCategories.Passport).Select(match => match.Start));

    [Theory]
    [InlineData("AA1234567 aa 1234567", 0, 10)]
    [InlineData("AA1234567 M456B7890", 0, 10)]
    [InlineData("AA1234567 plus some more")]
    [InlineData("AA1234567 AB1234567 AC1234567 AD1234567 A1")]
    public void Detect_ValuesWithLettersAndSpacesBetween_CountsWhereNoWordIsLeftOver(string text, params int[] starts) =>
        Assert.Equal(starts, Detection.Of(text).Where(match => match.Category == PiiCategories.Passport || match.Length == 10).Select(match => match.Start).Distinct());

    [Fact]
    public void Detect_LoneCompanyNumberOfAnyLength_NeedsItsLetters()
    {
        string digits = Enumerable.Range(1_234_567, 100).Select(number => number.ToString(CultureInfo.InvariantCulture)).First(text => BalkanIdentifiers.IsCui(text));

        Assert.DoesNotContain(Detection.Of(digits), match => match.Category == PiiCategories.OrgId);
        Assert.Contains(Detection.Of("RO" + digits), match => match.Category == PiiCategories.OrgId);
    }

    [Theory]
    [InlineData("896.954.231")]
    [InlineData("2024-03-17")]
    [InlineData("978-3-16-148410-0")]
    [InlineData("0-00-726970-6")]
    [InlineData("3836221195")]
    [InlineData("33392005961")]
    [InlineData("12345678 and 87654321")]
    [InlineData("Program.cs")]
    [InlineData("main.py")]
    [InlineData("a.de")]
    [InlineData("List.In")]
    [InlineData("")]
    public void Detect_LoneLookAlike_NamesNoKind(string text) => Assert.Empty(Detection.Of(text));

    [Theory]
    [InlineData("123-456-789", "3_3_3", true)]
    [InlineData("123 456-789", "3_3_3", false)]
    [InlineData("123.456.789", "3_3_3", false)]
    [InlineData("123.456.789-09", "3.3.3-2", true)]
    [InlineData("123-456-789-09", "3.3.3-2", false)]
    [InlineData("123456789", "3_3_3", true)]
    [InlineData("1234-5678", "3_3_3", false)]
    public void Fits_Written_OnlyTheFormOfTheScheme(string written, string form, bool fits) => Assert.Equal(fits, WrittenForm.Fits(written, [form]));
}
