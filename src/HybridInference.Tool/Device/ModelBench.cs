using HybridInference.LocalModels;
using HybridInference.OnnxRuntime;

namespace HybridInference.Tool;

/// <summary>Measures one model with prompts of several lengths. Nothing of one prompt is reused for another.</summary>
internal sealed class ModelBench(OnnxChatClient client, int rounds)
{
    private const int OutputTokens = 33;

    /// <summary>The words of the prompts; a prompt that does not fit into the context is left out.</summary>
    private static readonly int[] PromptWords = [8, 32, 64, 128, 256, 512, 1024];

    private int _prompts;

    /// <exception cref="ModelLoadException">The folder cannot be used.</exception>
    public async Task<List<BenchRow>> RunAsync(ModelRequirements requirements, double? bandwidth, CancellationToken cancellationToken)
    {
        await MeasureAsync(PromptWords[0], cancellationToken).ConfigureAwait(false);
        var rows = new List<BenchRow>();
        foreach (int words in PromptWords)
        {
            List<BenchRun> runs = await MeasureManyAsync(words, cancellationToken).ConfigureAwait(false);
            if (runs.Count > 0)
            {
                rows.Add(Summarize(runs, requirements, bandwidth));
            }
        }

        return rows;
    }

    private static BenchRow Summarize(List<BenchRun> runs, ModelRequirements requirements, double? bandwidth)
    {
        int tokens = (int)Median(runs.Select(run => (double)run.InputTokens));
        double first = Median(runs.Select(run => run.FirstTokenSeconds));
        double[] speeds = [.. runs.Where(run => run.WasReadAtOnce).Select(run => (run.OutputTokens - 1) / run.RestSeconds)];
        return new(
            tokens,
            first,
            tokens / first,
            speeds.Length > 0 ? Median(speeds) : null,
            bandwidth / (requirements.WeightBytes + (tokens * requirements.KvBytesPerToken)));
    }

    private async Task<List<BenchRun>> MeasureManyAsync(int words, CancellationToken cancellationToken)
    {
        var runs = new List<BenchRun>();
        try
        {
            for (int round = 0; round < rounds; round++)
            {
                runs.Add(await MeasureAsync(words, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (ContextLengthExceededException)
        {
            runs.Clear();
        }

        return runs;
    }

    private Task<BenchRun> MeasureAsync(int words, CancellationToken cancellationToken)
    {
        int number = ++_prompts;
        IEnumerable<string> text = Enumerable.Range(0, words).Select(i => $"{Letter(i + number)}{Letter(i * number)}");
        return BenchRun.MeasureAsync(client, string.Join(' ', text), OutputTokens, cancellationToken);
    }

    private static char Letter(int number) => (char)('a' + (number % 26));

    private static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return ordered[ordered.Length / 2];
    }
}
