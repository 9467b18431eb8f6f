using System.ClientModel.Primitives;
using System.Globalization;

namespace HybridInference.OpenAI;

/// <summary>Reads how long a server asks its clients to wait.</summary>
internal static class RetryAfterHeader
{
    /// <summary>Reads <c>retry-after-ms</c>, which is more exact, or <c>Retry-After</c>, in seconds or as a date.</summary>
    public static TimeSpan? Read(PipelineResponseHeaders headers, TimeProvider timeProvider)
    {
        if (Number(headers, "retry-after-ms") is { } milliseconds)
        {
            return ToTime(milliseconds);
        }

        return Number(headers, "Retry-After") is { } seconds
            ? ToTime(seconds * 1000)
            : Date(headers, "Retry-After") - timeProvider.GetUtcNow() is { } wait ? ToTime(wait.TotalMilliseconds) : null;
    }

    private static double? Number(PipelineResponseHeaders headers, string name) =>
        headers.TryGetValue(name, out var value)
        && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static DateTimeOffset? Date(PipelineResponseHeaders headers, string name) =>
        headers.TryGetValue(name, out var value)
        && DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;

    // No server means more than a day, and an absurd number must not overflow.
    private static TimeSpan ToTime(double milliseconds) =>
        TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, TimeSpan.MillisecondsPerDay));
}
