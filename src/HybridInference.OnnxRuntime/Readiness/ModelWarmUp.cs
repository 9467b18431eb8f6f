using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime;

/// <summary>Loads a model, verifies it by short runs, and measures it with prompts of several lengths.</summary>
internal sealed class ModelWarmUp(OnnxChatClient client, LocalTargetState state, CalibrationStore store)
{
    /// <summary>Words of the prompts; most tokenizers make one or two tokens of each.</summary>
    private static readonly int[] PromptWords = [8, 32, 128, 400];

    /// <summary>The run without a measurement: the first one also pays for memory that is taken then.</summary>
    private const int VerifiedWords = 4;

    private const int OutputTokens = 9;

    private readonly ChatOptions _options = new() { Temperature = 0, MaxOutputTokens = OutputTokens };

    public async Task RunAsync(IProgress<TargetReadiness>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new(ReadinessState.Loading));
        try
        {
            await client.LoadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ModelLoadException)
        {
            progress?.Report(state.Readiness);
            throw;
        }

        await VerifyAsync(cancellationToken).ConfigureAwait(false);
        if (store.TryLoad() is { } record)
        {
            state.Speed.Load(record);
        }
        else
        {
            await MeasureAsync(cancellationToken).ConfigureAwait(false);
            store.Save(state.Speed);
        }

        progress?.Report(state.Readiness);
    }

    /// <summary>A model that loads can still fail in its first run, on a device that promises more than it holds.</summary>
    private async Task VerifyAsync(CancellationToken cancellationToken)
    {
        if (!await TryRunAsync(VerifiedWords, round: 0, cancellationToken).ConfigureAwait(false))
        {
            throw new ModelLoadException(state.ModelPath, "it loads but gives no token for a short prompt. The folder is damaged or not a chat model.");
        }

        state.Speed.Clear();
    }

    /// <summary>Twice each, the second time in the other order, so that no length has all that is slow at the beginning. A prompt that is too long for the context is left out.</summary>
    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        int[] fitting = [.. PromptWords.Where(words => state.FindShortage(2 * words, OutputTokens) is null)];
        foreach ((int words, int round) in fitting.Select(words => (words, 1)).Concat(fitting.Reverse().Select(words => (words, 2))))
        {
            _ = await TryRunAsync(words, round, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryRunAsync(int words, int round, CancellationToken cancellationToken)
    {
        // Each prompt begins like no other, so that nothing of it is computed already.
        string prompt = string.Join(' ', Enumerable.Range(0, words).Select(i => Word(i + (round * words))));
        try
        {
            ChatResponse response = await client.GetResponseAsync(prompt, _options, cancellationToken).ConfigureAwait(false);
            return response.Usage?.OutputTokenCount > 0;
        }
        catch (ContextLengthExceededException)
        {
            return false;
        }
    }

    private static string Word(int number) => $"{(char)('a' + (number % 26))}{(char)('a' + (number / 26 % 26))}";
}
