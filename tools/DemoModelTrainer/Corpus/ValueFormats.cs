using System.Globalization;

namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>Draws dates, amounts and telephone numbers in the many ways in which people write them.</summary>
internal static class ValueFormats
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    private static readonly string[] DateFormats =
    [
        "d MMMM yyyy", "d MMMM yyyy", "MMMM d, yyyy", "MMMM d, yyyy", "d MMMM", "d MMMM", "MMMM d", "MMMM d",
        "yyyy-MM-dd", "yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "MM/dd/yy", "dd.MM.yyyy", "d.M.yyyy", "d.M.", "dd-MM-yyyy",
        "yyyy/MM/dd", "d MMM yyyy", "d MMM", "MMM d", "MMM d, yyyy", "dddd, d MMMM", "dddd d MMMM", "dddd, MMMM d",
        "dddd, MMMM d, yyyy", "ddd d MMM",
        "d. MMMM yyyy", "d-MMM-yyyy", "d/M", "MMMM yyyy",
    ];

    private static readonly string[] OrdinalFormats =
    [
        "{0} MMMM", "{0} 'of' MMMM", "MMMM {0}", "'the' {0} 'of' MMMM", "{0} MMMM yyyy", "MMMM {0}, yyyy", "dddd, MMMM {0}",
        "dddd {0} MMMM", "dddd 'the' {0}", "'the' {0}",
    ];

    private static readonly string[] AmountFormats =
    [
        "${0}", "${0}", "€{0}", "£{0}", "{0} €", "{0} euros", "{0} euros", "{0} dollars", "{0} pounds", "{0} EUR", "{0} USD",
        "EUR {0}", "USD {0}", "{0}€", "CHF {0}", "{0} GBP",
    ];

    public static string Date(Random random)
    {
        var year = random.Next(3) == 0 ? random.Next(1950, 2040) : random.Next(2018, 2032);
        var date = new DateTime(year, 1, 1).AddDays(random.Next(365));
        if (random.Next(10) < 7)
        {
            var text = date.ToString(DateFormats[random.Next(DateFormats.Length)], English);
            return random.Next(2) == 0 ? text.Replace("Sep ", "Sept ", StringComparison.Ordinal) : text;
        }

        var ordinal = $"'{date.Day}{OrdinalSuffix(date.Day)}'";
        return date.ToString(string.Format(English, OrdinalFormats[random.Next(OrdinalFormats.Length)], ordinal), English);
    }

    public static string Amount(Random random)
    {
        var whole = random.Next(1, random.Next(4) switch { 0 => 10, 1 => 100, 2 => 1000, _ => 20_000 });
        var number = random.Next(3) switch
        {
            0 => whole.ToString(English),
            1 => whole.ToString(random.Next(2) == 0 ? "N0" : "F0", English),
            _ => (whole + (random.Next(100) / 100m)).ToString(random.Next(2) == 0 ? "N2" : "F2", English),
        };
        return string.Format(English, AmountFormats[random.Next(AmountFormats.Length)], number);
    }

    public static string Phone(Random random) => random.Next(3) switch
    {
        0 => $"0{random.Next(100, 999)} {random.Next(100_000, 9_999_999)}",
        1 => $"+{random.Next(1, 99)} {random.Next(100, 999)} {random.Next(1000, 9999)}",
        _ => $"{random.Next(200, 999)}-{random.Next(1000, 9999)}",
    };

    private static string OrdinalSuffix(int day) => (day % 10, day / 10) switch
    {
        (1, not 1) => "st",
        (2, not 1) => "nd",
        (3, not 1) => "rd",
        _ => "th",
    };
}
