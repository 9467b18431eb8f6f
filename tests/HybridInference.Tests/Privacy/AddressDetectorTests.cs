namespace HybridInference.Tests.Privacy;

public sealed class AddressDetectorTests
{
    private static readonly AddressDetector Detector = new();

    [Theory]
    [InlineData("ship to {0} today", "12 Main Street")]
    [InlineData("ship to {0} please", "1234 Elm Ave., Springfield, IL 62701")]
    [InlineData("at {0}.", "221b Baker Street, London")]
    [InlineData("wohnt in der {0}.", "Hauptstraße 5, 10115 Berlin")]
    [InlineData("habite {0}.", "12 rue de Rivoli, 75001 Paris")]
    [InlineData("vive en {0}.", "Calle Mayor 7, 28013 Madrid")]
    [InlineData("abita in {0}.", "Via Garibaldi 12, 00184 Roma")]
    [InlineData("woont op {0}.", "Brixtonlaan 380, 1012 Amsterdam")]
    [InlineData("mieszka przy {0}.", "ul. Słowicza 10, 53-320 Wrocław")]
    [InlineData("send it to {0}.", "P.O. Box 123")]
    [InlineData("lives at {0}.", "9721 Dalmatinova 43 Apt. 678")]
    public void Detect_Address_IsFoundWhole(string format, string address)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, address);
        PiiMatch match = Assert.Single(Detection.Of(text, Detector));

        Assert.Equal(PiiCategories.Address, match.Category);
        Assert.Equal(address, text.Substring(match.Start, match.Length));
    }

    [Theory]
    [InlineData("the main street of the town")]
    [InlineData("in 2024 we drive to the place")]
    [InlineData("chapter 12 of the book")]
    [InlineData("a weg from 3 to 4")]
    [InlineData("")]
    public void Detect_NoAddress_FindsNothing(string text) => Assert.Empty(Detection.Of(text, Detector));
}
