namespace HybridInference.Tests.Budgets;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("12.5", 12_500_000, "12.5 USD")]
    [InlineData("0.000001", 1, "0.000001 USD")]
    [InlineData("-3", -3_000_000, "-3 USD")]
    public void Of_SixDigitsAtMost_CountsMicroUnits(string units, long microUnits, string text)
    {
        Money money = Money.Of(decimal.Parse(units, System.Globalization.CultureInfo.InvariantCulture), "USD");

        Assert.Equal(microUnits, money.MicroUnits);
        Assert.Equal(text, money.ToString());
    }

    [Theory]
    [InlineData("0.0000001", "more than six digits")]
    [InlineData("79228162514264337593543950335", "larger than")]
    public void Of_TooManyDigitsOrTooLarge_IsRefused(string units, string rule)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => Money.Of(decimal.Parse(units, System.Globalization.CultureInfo.InvariantCulture), "USD"));

        Assert.Contains(rule, exception.Message);
    }

    [Theory]
    [InlineData("usd")]
    [InlineData("DOL")]
    [InlineData("")]
    public void Constructor_UnknownCurrency_IsRefused(string currency) =>
        Assert.Contains("ISO 4217", Assert.Throws<ArgumentException>(() => new Money(1, currency)).Message);
}
