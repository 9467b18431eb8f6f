using System.Diagnostics;
using HybridInference.OnnxRuntime;

namespace HybridInference.Benchmarks;

/// <summary>Takes what the engine does around the runs of the graph for a greedy token: everything but the run itself.</summary>
internal static class ManagedWork
{
    private const int Context = 256;
    private const int Tokens = 512;
    /// <summary>So many that the runtime has compiled everything again with what it learnt.</summary>
    private const int Rounds = 400;

    public static void Run(DecoderModel model)
    {
        using (model)
        {
            TimeSpan best = Enumerable.Range(0, Rounds).Min(_ => Measure(model));
            Console.WriteLine($"managed work around the run: {best.TotalMicroseconds / Tokens:F2} us per greedy token, vocabulary of {model.Signature.Logits.VocabularySize}");
        }
    }

    private static TimeSpan Measure(DecoderModel model)
    {
        using var binding = model.Session.CreateIoBinding();
        using var inputIds = new IntegerInput(model.Signature.InputIds, binding);
        using var lengths = new LengthInputs(model.Signature, binding);
        using var logits = new LogitsBuffer(model.Signature, binding);
        using var cache = KvCache.Create(model.Signature, binding);
        using var run = new DecoderRun(model, CancellationToken.None);
        cache.Expect(Context + Tokens, Context + Tokens);
        logits.Prepare(1, 1);
        Fill(logits.Row(0));
        long start = Stopwatch.GetTimestamp();
        int token = 0;
        for (int i = 0; i < Tokens; i++)
        {
            run.ThrowIfCancelled();
            inputIds.Set([token]);
            lengths.Set([Context + i]);
            logits.Prepare(1, 1);
            cache.Prepare(1);
            cache.Commit(1);
            token = LargestLogit.IndexOf(logits.Row(0));
        }

        return Stopwatch.GetElapsedTime(start);
    }

    private static void Fill(Span<float> logits)
    {
        for (int i = 0; i < logits.Length; i++)
        {
            logits[i] = MathF.Sin(i);
        }
    }
}
