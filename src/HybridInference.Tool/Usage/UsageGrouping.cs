using System.Globalization;

namespace HybridInference.Tool;

/// <summary>The ways in which records are summed up.</summary>
internal static class UsageGrouping
{
    public const string Day = "day";

    private const string Unknown = "(unknown)";

    private static readonly Dictionary<string, Func<UsageRecord, IEnumerable<string>>> Keys = new()
    {
        [Day] = record => [record.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
        ["tenant"] = record => [record.Tenant],
        ["model"] = record => [record.Model ?? Unknown],
        ["target"] = record => [record.Target],
        ["outcome"] = record => [record.Outcome.ToString()],
        ["reason"] = record => record.Reasons.Count > 0 ? record.Reasons : [Unknown],
    };

    /// <summary>The groups that are shown when none is asked for.</summary>
    public static readonly string[] Default = [Day, "tenant", "model", "reason"];

    public static IReadOnlyCollection<string> All => Keys.Keys;

    /// <summary>Sums records up by a group. A record with several reasons counts under each of them.</summary>
    public static IEnumerable<UsageSum> Sum(IReadOnlyList<UsageRecord> records, string group) =>
        records.SelectMany(record => Keys[group](record).Select(key => (Key: key, Record: record)))
            .GroupBy(pair => (pair.Key, pair.Record.Currency), pair => pair.Record)
            .OrderBy(sum => sum.Key.Key, StringComparer.Ordinal).ThenBy(sum => sum.Key.Currency, StringComparer.Ordinal)
            .Select(sum => Sum(group, sum.Key.Key, sum.Key.Currency, [.. sum]));

    private static UsageSum Sum(string group, string key, string currency, UsageRecord[] records) => new(
        group,
        key,
        currency,
        records.Length,
        records.Count(record => record.IsEstimated),
        records.Count(record => record.Cost is null),
        records.Sum(record => record.Usage?.Input ?? 0),
        records.Sum(record => record.Usage?.Output ?? 0),
        (decimal)records.Sum(record => record.Cost ?? 0) / Money.MicroUnitsPerUnit,
        (decimal)records.Sum(record => record.Saved ?? 0) / Money.MicroUnitsPerUnit);
}
