namespace HybridInference;

/// <summary>Waits for a call, but not for long.</summary>
internal static class TimedWait
{
    /// <summary>The longest time that a timer can wait.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Waits until a call has ended, in whatever way, or a time is over. The call goes on then.</summary>
    /// <returns>Whether the call has ended.</returns>
    public static async ValueTask<bool> IsCompletedAsync(Task call, TimeSpan time, TimeProvider timeProvider)
    {
        if (call.IsCompleted || time <= TimeSpan.Zero)
        {
            return call.IsCompleted;
        }

        using var stop = new CancellationTokenSource();
        Task alarm = Task.Delay(time < Longest ? time : Longest, timeProvider, stop.Token);
        await Task.WhenAny(call, alarm).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        return call.IsCompleted;
    }
}
