namespace HybridInference.Tests.Privacy.Identifiers;

/// <summary>Identifiers that have no check digit: shape, ranges and dates only.</summary>
public sealed class StructureOnlyTests
{
    [Theory]
    [InlineData("UK_NINO", "AB123456C", "QQ123456C", "BG123456A", "AB123456E", "AD12345")]
    [InlineData("UK_NINO", "AB123456", "AO123456", "A1234567", "ZZ123456", "AB12345")]
    [InlineData("DE_TAX_NUMBER", "12345678901", "11111111111", "1234567890A", "1781508150001", "123456789")]
    [InlineData("DE_TAX_NUMBER", "5133081508159", "0000000000", "9933081508159", "12345678901234", "51330815O8")]
    [InlineData("DE_BSNR", "021234568", "000000000", "02123456A", "021111111", "99123456")]
    [InlineData("DE_ID_CARD", "L01X00T47", "A01X00T47", "LXXXXXXXX", "L01X00T4", "L01A00T47")]
    [InlineData("DE_ID_CARD", "T220001293", "T220001294", "1220001293", "T2200012933", "TO20001293")]
    [InlineData("IT_IDENTITY_CARD", "CA12345AA", "CA1234AA", "1A12345AA", "C12345AAA", "CA12345A1")]
    [InlineData("IT_IDENTITY_CARD", "AA1234567", "A11234567", "AA123456", "AAA234567", "AA12345678")]
    [InlineData("IT_FISCAL_CODE_SHAPE", "RSSMRA70A41F205A", "RSSMRA70Z41F205A", "RSSMRA70A35F205A", "RSSMRA70A41FX05A", "RSSMRA70A41F2051")]
    [InlineData("DK_CPR", "0101704000", "3102704000", "0113704000", "010170400", "01017040000")]
    [InlineData("DK_CPR", "2902040000", "2902014000", "0000000000", "2902O40000", "290204-000")]
    [InlineData("IN_PAN", "ABCPE1234F", "ABCXE1234F", "ABCPE0000F", "ABCP51234F", "ABCPE12345")]
    [InlineData("IN_PAN_SHAPE", "ABCDE1234F", "ABCDE12345", "ABCD51234F", "ABCDE1234", "1BCDE1234F")]
    [InlineData("IN_GSTIN_SHAPE", "27ABCDE1234F1Z5", "38ABCDE1234F1Z5", "27ABCDE1234F0Z5", "27ABCDE1234F1Y5", "00ABCDE1234F1Z5")]
    [InlineData("IN_VOTER", "ABC1234567", "AB12345678", "ABCD123456", "ABC123456", "ABC12345678")]
    [InlineData("KR_RRN", "9601211021413", "9613211021413", "9601215021413", "960121102141", "960132102141A")]
    [InlineData("KR_FRN", "9601215021413", "9613215021413", "9601211021413", "960121502141", "9602305021413")]
    [InlineData("PH_TIN", "123456789000", "000000000", "12345678", "12345678900A", "1234567890")]
    [InlineData("US_SSN", "899010001", "000123456", "666123456", "899000001", "899010000")]
    [InlineData("US_SSN", "898010001", "900123456", "078051120", "123456789", "111111111")]
    [InlineData("US_ITIN", "911701234", "811701234", "911891234", "911931234", "911491234")]
    [InlineData("US_EIN", "121234567", "071234567", "111111111", "12123456", "12123456A")]
    [InlineData("US_MBI", "1EG4TE5MK73", "1EG4LE5MK73", "0EG4TE5MK73", "1EG4TE5MK7", "1EG4TE5OK73")]
    [InlineData("VIN_UNCHECKED", "WVWZZZ1JZXW000001", "WVWZZZ1JZXW00000O", "WVWZZZ1JZXW00000", "12345678901234567", "WVWZZZAJZXWAAAAAA")]
    public void IsValid_ShapeAndRanges_AreChecked(string name, string valid, params string[] invalid)
    {
        IdentifierScheme scheme = Assert.Single(IdentifierSchemes.All, candidate => candidate.Name == name);

        Assert.True(scheme.IsValid(valid));
        Assert.True(scheme.IsValid(valid.ToLowerInvariant()));
        Assert.InRange(valid.Length, scheme.MinLength, scheme.MaxLength);
        Assert.All(invalid, text => Assert.False(scheme.IsValid(text), text));
        Assert.False(scheme.HasCheckDigit);
    }
}
