using System.Diagnostics;
using HybridInference.OnnxRuntime;
using Microsoft.Extensions.AI;

namespace HybridInference.Benchmarks;

/// <summary>An answer and when its tokens came.</summary>
internal sealed class TimedAnswer
{
    private readonly long _start = Stopwatch.GetTimestamp();

    private TimedAnswer()
    {
    }

    public string Text { get; private set; } = "";

    /// <summary>Gets the times of the tokens, in the ticks of a stopwatch.</summary>
    public List<long> Times { get; } = [];

    public TimeSpan TimeToFirstToken => Stopwatch.GetElapsedTime(_start, Times[0]);

    public double TokensPerSecond => (Times.Count - 1) / Stopwatch.GetElapsedTime(Times[0], Times[^1]).TotalSeconds;

    public static async Task<TimedAnswer> GetAsync(OnnxChatClient client, string prompt, int count, CancellationToken cancellationToken = default)
    {
        var answer = new TimedAnswer();
        var options = new ChatOptions { Temperature = 0, MaxOutputTokens = count };
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(prompt, options, cancellationToken).ConfigureAwait(false))
        {
            answer.Text += update.Text;
            if (update.FinishReason is null)
            {
                answer.Times.Add(Stopwatch.GetTimestamp());
            }
        }

        return answer;
    }
}
