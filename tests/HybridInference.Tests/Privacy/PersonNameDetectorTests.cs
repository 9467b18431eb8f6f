namespace HybridInference.Tests.Privacy;

public sealed class PersonNameDetectorTests
{
    private static readonly PersonNameDetector Detector = new();

    [Theory]
    [InlineData("I met {0} yesterday", "Maria Kowalska")]
    [InlineData("My name is {0}.", "Akifumi")]
    [InlineData("Mr. {0} flew out", "Rednjak")]
    [InlineData("Frau {0} hat der Bank geschrieben und die Karte gesperrt", "Weber")]
    [InlineData("the verses of a certain {0}'s tales", "Yuri Bulgakov")]
    [InlineData("as {0} told us", "John F. Kennedy")]
    [InlineData("signed: {0}", "Zizi Kónya")]
    public void Detect_Name_IsFoundWhole(string format, string name)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, name);
        PiiMatch match = Assert.Single(Detection.Of(text, Detector));

        Assert.Equal(PiiCategories.Person, match.Category);
        Assert.Equal(name, text.Substring(match.Start, match.Length));
    }

    [Theory]
    [InlineData("The payment arrived on Monday in Berlin.")]
    [InlineData("Employer: none\nWages: 100")]
    [InlineData("we flew to Khandallah")]
    [InlineData("Die Rechnung und der Vertrag liegen bei")]
    [InlineData("Acme Widgets Inc")]
    [InlineData("IBAN and PIN of the ATM")]
    [InlineData("")]
    public void Detect_NoName_FindsNothing(string text) => Assert.Empty(Detection.Of(text, Detector));
}
