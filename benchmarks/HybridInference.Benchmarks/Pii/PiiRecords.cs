using System.Globalization;
using System.Text;

namespace HybridInference.Benchmarks;

/// <summary>Rows of logs and records full of numbers, times, addresses and ids: something to look at in every few characters.</summary>
internal static class PiiRecords
{
    private static readonly string[] Names = "alder birch cedar hazel maple rowan willow aspen elm linden".Split(' ');
    private static readonly string[] Verbs = "took sent read moved closed opened retried queued".Split(' ');

    /// <summary>Writes rows up to a length.</summary>
    /// <param name="length">The number of characters.</param>
    /// <returns>The text, the same at each call.</returns>
    public static string Write(int length)
    {
        var random = new Random(3);
        var text = new StringBuilder(length + 400);
        while (text.Length < length)
        {
            WriteRow(text, random);
        }

        return text.ToString(0, length);
    }

    public static void WriteRow(StringBuilder text, Random random)
    {
        string row = random.Next(8) switch
        {
            < 3 => $"{Time(random)} user={Mail(random)} ip={Address(random)} tel={Phone(random)} id={random.Next(9999)}-{random.Next(9999):0000} {Verb(random)} {random.Next(900)} ms",
            3 => $"{Time(random)} [{random.Next(64)}] {Address(random)} \"GET /items/{random.Next(99999)}?page={random.Next(40)}\" {random.Next(200, 504)} {random.Next(1_000_000)} {random.Next(100)}.{random.Next(1000):000}",
            4 => $"{random.Next(100000)},{Name(random)},{Mail(random)},{Phone(random)},{random.Next(1, 29):00}/{random.Next(1, 13):00}/{random.Next(1950, 2030)},{random.Next(10000)}.{random.Next(100):00},{random.Next(90):00}.{random.Next(100000):00000}",
            5 => $"{Time(random)} mac {Pairs(random)} port {random.Next(1024, 65536)} seq {random.NextInt64(10_000_000_000)} size {random.Next(70000)} {Verb(random)} {random.Next(90)}%",
            6 => $"order {random.Next(1_000_000)} total {random.Next(2000)}.{random.Next(100):00} EUR card ending {random.Next(10000):0000} ref {Hexadecimal(random)} at {random.Next(24):00}:{random.Next(60):00}",
            _ => $"{Hexadecimal(random)}-{random.Next(0x10000):x4}-{random.Next(0x10000):x4} {Verb(random)} v{random.Next(9)}.{random.Next(20)}.{random.Next(30)} {random.Next(5000)}/{random.Next(5000)} {Name(random)}{random.Next(99)} {Time(random)}",
        };
        text.Append(CultureInfo.InvariantCulture, $"{row}\n");
    }

    private static string Time(Random random) =>
        string.Create(CultureInfo.InvariantCulture, $"{random.Next(2020, 2032)}-{random.Next(1, 13):00}-{random.Next(1, 29):00} {random.Next(24):00}:{random.Next(60):00}:{random.Next(60):00}.{random.Next(1000):000}");

    private static string Mail(Random random) => $"{Name(random)}.{Name(random)}{random.Next(100)}@{Name(random)}.example";

    private static string Address(Random random) => $"{random.Next(11, 126)}.{random.Next(256)}.{random.Next(256)}.{random.Next(1, 255)}";

    private static string Phone(Random random) =>
        string.Create(CultureInfo.InvariantCulture, $"+44 20 7946 0{random.Next(100, 999)}");

    private static string Pairs(Random random) => string.Join(':', Enumerable.Range(0, 6).Select(_ => random.Next(256).ToString("x2", CultureInfo.InvariantCulture)));

    private static string Hexadecimal(Random random) => random.Next().ToString("x8", CultureInfo.InvariantCulture);

    private static string Name(Random random) => Names[random.Next(Names.Length)];

    private static string Verb(Random random) => Verbs[random.Next(Verbs.Length)];
}
