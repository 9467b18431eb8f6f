using StackExchange.Redis;

namespace HybridInference.Redis;

/// <summary>Hands a window to a script, which finds its own place in it by the server's clock.</summary>
/// <remarks>
/// Redis knows no calendar, so a calendar window goes as the four boundaries around this machine's idea of now. A server whose clock lies
/// outside of them is refused; which of the three windows holds is the server's to say.
/// </remarks>
internal static class WindowArguments
{
    /// <summary>The values per window: granularity and length of a rolling one, then the boundaries of a calendar one.</summary>
    public const int Count = 6;

    public static void Write(BudgetWindow window, DateTimeOffset now, Span<RedisValue> values)
    {
        values.Fill(0);
        if (window is { Length: { } length, Granularity: { } granularity })
        {
            values[0] = (long)granularity.TotalMilliseconds;
            values[1] = (long)length.TotalMilliseconds;
            return;
        }

        WindowPosition current = window.At(now);
        values[2] = window.At(DateTimeOffset.FromUnixTimeMilliseconds(current.Bucket - 1)).Bucket;
        values[3] = current.Bucket;
        values[4] = current.End;
        values[5] = window.At(DateTimeOffset.FromUnixTimeMilliseconds(current.End)).End;
    }
}
