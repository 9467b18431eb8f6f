using System.Globalization;

namespace HybridInference;

/// <summary>One limit.</summary>
/// <param name="Time">How long something may take.</param>
/// <param name="Setting">The option that says so.</param>
/// <param name="Complaint">What a target did not do in time.</param>
internal sealed record TimeLimit(TimeSpan Time, string Setting, string Complaint)
{
    public static TimeLimit? Create(TimeSpan? time, string setting, string complaint) =>
        time is null ? null : new(time.Value, setting, complaint);

    public TimeoutException ToException(string target, Exception cause) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The target '{target}' {Complaint} within {Time.TotalSeconds} s ({nameof(HybridChatClientOptions)}.{Setting}). Raise the limit if it is only slow."),
            cause);
}
