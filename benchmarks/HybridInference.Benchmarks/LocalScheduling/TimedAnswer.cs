using System.Diagnostics;
using HybridInference.OnnxRuntime;
using Microsoft.Extensions.AI;

namespace HybridInference.Benchmarks;

/// <summary>An answer and when its tokens came. Each is a letter; an update has those that were ready together.</summary>
internal sealed class TimedAnswer
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly TimeSpan _cpuStart = Environment.CpuUsage.TotalTime;

    private TimedAnswer()
    {
    }

    public string Text { get; private set; } = "";

    /// <summary>Gets the times of the tokens, in the ticks of a stopwatch.</summary>
    public List<long> Times { get; } = [];

    /// <summary>Gets the processor time that the process had used when each token came: unlike time, it does not depend on what else runs.</summary>
    public List<TimeSpan> Cpu { get; } = [];

    public TimeSpan CpuToFirstToken => Cpu[0] - _cpuStart;

    public double TokensPerCpuSecond => (Cpu.Count - 1) / (Cpu[^1] - Cpu[0]).TotalSeconds;

    public TimeSpan TimeToFirstToken => Stopwatch.GetElapsedTime(_start, Times[0]);

    public double TokensPerSecond => (Times.Count - 1) / Stopwatch.GetElapsedTime(Times[0], Times[^1]).TotalSeconds;

    public static async Task<TimedAnswer> GetAsync(OnnxChatClient client, string prompt, int count, CancellationToken cancellationToken = default)
    {
        var answer = new TimedAnswer();
        var options = new ChatOptions { Temperature = 0, MaxOutputTokens = count };
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(prompt, options, cancellationToken).ConfigureAwait(false))
        {
            answer.Text += update.Text;
            (long time, TimeSpan cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            answer.Times.AddRange(Enumerable.Repeat(time, update.Text.Length));
            answer.Cpu.AddRange(Enumerable.Repeat(cpu, update.Text.Length));
        }

        return answer;
    }
}
