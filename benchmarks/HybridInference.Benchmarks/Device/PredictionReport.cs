using System.Diagnostics;
using HybridInference.OnnxRuntime;
using Microsoft.Extensions.AI;

namespace HybridInference.Benchmarks.Device;

/// <summary>
/// How well are the times of requests predicted? Each request, of mixed length, is predicted before it is sent, by what was learned from those
/// before it, and then measured. Then its words are sent again the other way round: by how much that differs is what the machine itself is off
/// by, and no prediction can be better on it.
/// </summary>
internal sealed class PredictionReport(string name, string folder, int requests)
{
    private const int Seed = 7;
    private const int MaxPromptWords = 160;
    private const int MaxOutputTokens = 64;

    private static readonly string[] Words =
        "the a small dog walked over old green hill and saw one red bird that sang in tall tree while rain fell on little house by river".Split(' ');

    private readonly Random _random = new(Seed);
    private readonly OnnxChatClient _client = new(new() { ModelPath = folder });

    /// <summary>Counts the tokens of prompts, so that the client that is measured has not seen them.</summary>
    private readonly OnnxChatClient _counter = new(new() { ModelPath = folder });

    public static async Task RunAsync(int requests)
    {
        await new PredictionReport("hybrid-demo", DemoModel.Folder, requests).MeasureAsync().ConfigureAwait(false);
        foreach (string model in (string[])["stories260k", "tinystories-656k"])
        {
            string path = Path.Combine(Environment.GetEnvironmentVariable("HYBRID_DATA") ?? "../shared/data", "models", model);
            if (Directory.Exists(path))
            {
                using var folder = new TemplatedFolder(path);
                await new PredictionReport(model, folder.Path, requests).MeasureAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task MeasureAsync()
    {
        using OnnxChatClient client = _client;
        using OnnxChatClient counter = _counter;
        await client.WarmUpAsync().ConfigureAwait(false);
        ITargetState state = client.GetRequiredService<ITargetState>();
        var firstTokens = new List<double>();
        var totals = new List<double>();
        var repetitions = new List<double>();
        for (int i = 0; i < requests; i++)
        {
            string prompt = string.Join(' ', Enumerable.Range(0, 1 + _random.Next(MaxPromptWords)).Select(_ => Words[_random.Next(Words.Length)]));
            var options = new ChatOptions { Temperature = 0, MaxOutputTokens = 1 + _random.Next(MaxOutputTokens) };
            int tokens = await CountAsync(prompt).ConfigureAwait(false);
            TimePrediction predicted = state.Predict(tokens, options.MaxOutputTokens)!.Value;
            (TimeSpan first, TimeSpan total) = await SendAsync(prompt, options).ConfigureAwait(false);
            firstTokens.Add(ErrorOf(predicted.TimeToFirstToken, first));
            totals.Add(ErrorOf(predicted.TotalTime, total));
            (TimeSpan again, _) = await SendAsync(string.Join(' ', prompt.Split(' ').Reverse()), options).ConfigureAwait(false);
            repetitions.Add(ErrorOf(first, again));
        }

        Console.WriteLine(
            $"{name}: {requests} requests, error of time to first token: median {At(firstTokens, 0.5):P1}, 90th percentile {At(firstTokens, 0.9):P1}; "
            + $"of total time: median {At(totals, 0.5):P1}, 90th percentile {At(totals, 0.9):P1}; "
            + $"a repetition's first token differs by {At(repetitions, 0.5):P1}");
    }

    private async Task<int> CountAsync(string prompt) =>
        (int)(await _counter.GetResponseAsync(prompt, new ChatOptions { MaxOutputTokens = 1 }).ConfigureAwait(false)).Usage!.InputTokenCount!;

    private async Task<(TimeSpan FirstToken, TimeSpan Total)> SendAsync(string prompt, ChatOptions options)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan? first = null;
        await foreach (ChatResponseUpdate update in _client.GetStreamingResponseAsync(prompt, options).ConfigureAwait(false))
        {
            first ??= Stopwatch.GetElapsedTime(start);
        }

        return (first!.Value, Stopwatch.GetElapsedTime(start));
    }

    private static double ErrorOf(TimeSpan predicted, TimeSpan actual) => Math.Abs((predicted - actual) / actual);

    private static double At(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));
}
