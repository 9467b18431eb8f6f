namespace HybridInference.Tests.Budgets;

public sealed class BudgetWindowTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-06-15T21:59:59Z", "2026-06-14T22:00:00Z", "2026-06-15T22:00:00Z")]
    [InlineData("2026-06-15T22:00:00Z", "2026-06-15T22:00:00Z", "2026-06-16T22:00:00Z")]
    [InlineData("2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData("2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]
    public void Daily_TimeZone_BeginsAtItsMidnight(string now, string start, string end) => AssertWindow(BudgetWindow.Daily(Berlin), now, start, end);

    [Theory]
    [InlineData("2026-06-21T12:00:00Z", "2026-06-14T22:00:00Z", "2026-06-21T22:00:00Z")]
    [InlineData("2026-06-15T12:00:00Z", "2026-06-14T22:00:00Z", "2026-06-21T22:00:00Z")]
    public void Weekly_TimeZone_BeginsOnMonday(string now, string start, string end) => AssertWindow(BudgetWindow.Weekly(Berlin), now, start, end);

    [Fact]
    public void Monthly_TimeZone_BeginsOnTheFirst() =>
        AssertWindow(BudgetWindow.Monthly(Berlin), "2026-02-28T22:59:59Z", "2026-01-31T23:00:00Z", "2026-02-28T23:00:00Z");

    [Fact]
    public void Daily_MidnightIsSkipped_BeginsAfterTheGap() =>
        AssertWindow(
            BudgetWindow.Daily(TimeZoneInfo.FindSystemTimeZoneById("America/Santiago")), "2026-09-06T12:00:00Z", "2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z");

    [Fact]
    public void Daily_MidnightComesTwice_BeginsAtTheFirst() =>
        AssertWindow(
            BudgetWindow.Daily(TimeZoneInfo.FindSystemTimeZoneById("America/Havana")), "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z");

    [Fact]
    public void Rolling_Moment_ReachesBackOverItsLength()
    {
        BudgetWindow window = BudgetWindow.Rolling(TimeSpan.FromHours(1));
        DateTimeOffset now = DateTimeOffset.Parse("2026-06-15T12:00:30Z", System.Globalization.CultureInfo.InvariantCulture);

        WindowPosition position = window.At(now);

        Assert.Equal(now.AddSeconds(-30), DateTimeOffset.FromUnixTimeMilliseconds(position.Bucket));
        Assert.Equal(now.AddSeconds(-30).AddHours(-1), DateTimeOffset.FromUnixTimeMilliseconds(position.From));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(59)]
    [InlineData(367 * 24 * 3600)]
    public void Rolling_TooShortOrTooLong_IsRefused(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BudgetWindow.Rolling(TimeSpan.FromSeconds(seconds)));

    private static void AssertWindow(BudgetWindow window, string now, string start, string end)
    {
        WindowPosition position = window.At(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal((start, end), (Text(position.Bucket), Text(position.End)));
    }

    private static string Text(long moment) =>
        DateTimeOffset.FromUnixTimeMilliseconds(moment).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
