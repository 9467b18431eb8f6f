using HybridInference.OnnxRuntime;
using Microsoft.Extensions.AI;

namespace HybridInference.Benchmarks;

/// <summary>
/// How fast is the local engine beside a plain loop over the same graph? Writes a folder of the shape of SmolLM2-135M with random weights, and
/// runs both in turns, so that what disturbs one disturbs the other.
/// </summary>
internal sealed class LocalEngineReport(SyntheticFolder folder, int threads)
{
    private const int PromptLength = 256;
    private const int OutputTokens = 65;

    private readonly OnnxChatClient _client = new(new() { ModelPath = folder.Path, IntraOpThreads = threads });
    private int _prompts;

    public static async Task RunAsync(int rounds, int threads)
    {
        using var folder = new SyntheticFolder(ModelShape.SmolLm2);
        await new LocalEngineReport(folder, threads).MeasureAsync(rounds).ConfigureAwait(false);
    }

    private async Task MeasureAsync(int rounds)
    {
        using OnnxChatClient client = _client;
        await client.LoadAsync().ConfigureAwait(false);
        using var naive = new NaiveLoop(ModelShape.SmolLm2, folder.ModelFile, threads);
        Console.WriteLine($"SmolLM2-135M shape, int4, {threads} threads, {Environment.ProcessorCount} cores, prompt {PromptLength}, {OutputTokens} tokens");
        await RunEngineAsync(NewPrompt()).ConfigureAwait(false);
        RunNaive(naive, NewPrompt());
        var all = new List<(DecodeFigures, DecodeFigures, DecodeFigures)>();
        for (int round = 0; round < rounds; round++)
        {
            string prompt = NewPrompt();
            DecodeFigures plain = RunNaive(naive, prompt);
            DecodeFigures cold = await RunEngineAsync(prompt).ConfigureAwait(false);
            DecodeFigures reused = await RunEngineAsync(prompt + "and more!").ConfigureAwait(false);
            Print("naive loop     ", plain);
            Print("engine, cold   ", cold);
            Print("engine, reused ", reused);
            all.Add((plain, cold, reused));
        }

        PrintRatios(all);
    }

    private static void PrintRatios(List<(DecodeFigures Plain, DecodeFigures Cold, DecodeFigures Reused)> all)
    {
        var plain = new StepTimes(all.SelectMany(round => round.Plain.Steps));
        var engine = new StepTimes(all.SelectMany(round => round.Cold.Steps.Concat(round.Reused.Steps)));
        double[] firstTokens = [.. all.Select(round => round.Reused.TimeToFirstToken / round.Cold.TimeToFirstToken).Order()];
        Console.WriteLine($"naive loop, all rounds: {plain}");
        Console.WriteLine($"engine, all rounds:     {engine}");
        Console.WriteLine($"engine beside naive loop: median step {plain.Median / engine.Median:F2}x, 10th percentile {plain.Fast / engine.Fast:F2}x faster; "
            + $"first token with a reused prefix in {firstTokens[firstTokens.Length / 2]:P0} of the time without");
    }

    /// <summary>Makes a prompt that begins like no other, so that nothing of it is reused.</summary>
    private string NewPrompt()
    {
        int number = ++_prompts;
        return string.Concat(Enumerable.Range(0, PromptLength).Select(i => (char)('A' + ((i + number) * number % 40))));
    }

    private async Task<DecodeFigures> RunEngineAsync(string prompt)
    {
        var figures = new DecodeFigures();
        var options = new ChatOptions { Temperature = 0, MaxOutputTokens = OutputTokens };
        await foreach (ChatResponseUpdate update in _client.GetStreamingResponseAsync(prompt, options).ConfigureAwait(false))
        {
            if (update.FinishReason is null)
            {
                figures.Add();
            }
        }

        figures.Finish();
        return figures;
    }

    private static DecodeFigures RunNaive(NaiveLoop naive, string prompt)
    {
        var figures = new DecodeFigures();
        naive.Generate([.. prompt.Select(letter => (int)letter)], OutputTokens, _ => figures.Add());
        figures.Finish();
        return figures;
    }

    private static void Print(string name, DecodeFigures figures) => Console.WriteLine(
        $"{name} {figures.TokensPerSecond,7:F1} tokens/s, {new StepTimes(figures.Steps)}, "
        + $"{figures.BytesPerToken,9:N0} B/token, first token {figures.TimeToFirstToken.TotalMilliseconds,7:F1} ms");
}
