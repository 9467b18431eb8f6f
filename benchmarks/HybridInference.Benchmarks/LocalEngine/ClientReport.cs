using HybridInference.OnnxRuntime;
using Microsoft.Extensions.AI;

namespace HybridInference.Benchmarks;

/// <summary>Streams answers from the client as an application does: first tokens with and without a reused beginning, and bytes per token.</summary>
internal sealed class ClientReport(SyntheticFolder folder, int threads)
{
    private const int PromptLength = 256;
    private const int OutputTokens = 65;

    private int _prompts;

    public async Task RunAsync(int rounds)
    {
        using OnnxChatClient client = CreateClient(updateInterval: null), eager = CreateClient(TimeSpan.Zero);
        await StreamAsync(client, NewPrompt()).ConfigureAwait(false);
        await StreamAsync(eager, NewPrompt()).ConfigureAwait(false);
        var (cold, reused, each) = (new List<DecodeFigures>(), new List<DecodeFigures>(), new List<DecodeFigures>());
        for (int round = 0; round < rounds; round++)
        {
            string prompt = NewPrompt();
            cold.Add(await StreamAsync(client, prompt).ConfigureAwait(false));
            reused.Add(await StreamAsync(client, prompt + "and more!").ConfigureAwait(false));
            each.Add(await StreamAsync(eager, NewPrompt()).ConfigureAwait(false));
        }

        Print($"client, {PromptLength} tokens", cold);
        Print("client, 256 of 265 tokens reused", reused);
        Print($"client, {PromptLength} tokens, an update for each token", each);
    }

    private static void Print(string name, List<DecodeFigures> all)
    {
        var first = new StepTimes(all.Select(figures => figures.TimeToFirstToken));
        var steps = new StepTimes(all.Select(figures => figures.Step));
        Console.WriteLine($"| {name} | first token {first.Median.TotalMilliseconds:F1} ms | {first.Fast.TotalMilliseconds:F1} ms | "
            + $"then {1 / steps.Median.TotalSeconds:F0} tokens/s | {all.Average(figures => figures.TokensPerUpdate):F1} tokens per update | "
            + $"{all.Min(figures => figures.BytesPerToken):N0} B per token |");
    }

    // Without drafts: random weights go round in circles, which drafts guess, so that tokens would come in bursts.
    private OnnxChatClient CreateClient(TimeSpan? updateInterval)
    {
        var options = new OnnxChatClientOptions { ModelPath = folder.Path, IntraOpThreads = threads, MaxDraftTokens = 0 };
        options.UpdateInterval = updateInterval ?? options.UpdateInterval;
        return new OnnxChatClient(options);
    }

    /// <summary>Makes a prompt that begins like no other, so that nothing of it is reused.</summary>
    private string NewPrompt()
    {
        int number = ++_prompts;
        return string.Concat(Enumerable.Range(0, PromptLength).Select(i => (char)('A' + ((i + number) * number % 40))));
    }

    private static async Task<DecodeFigures> StreamAsync(OnnxChatClient client, string prompt)
    {
        var figures = new DecodeFigures();
        var options = new ChatOptions { Temperature = 0, MaxOutputTokens = OutputTokens };
        long tokens = 0;
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(prompt, options).ConfigureAwait(false))
        {
            figures.Add();
            if (update.FinishReason is not null)
            {
                tokens = update.Contents.OfType<UsageContent>().Single().Details.OutputTokenCount ?? 0;
            }
        }

        figures.Finish(tokens);
        return figures;
    }
}
