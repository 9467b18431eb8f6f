using System.Diagnostics;
using HybridInference.OnnxRuntime;

namespace HybridInference.Benchmarks;

/// <summary>
/// How fast is the local engine beside plain loops over the same graph, and beside what the memory allows? Writes folders of the shapes of
/// known models with random weights, and runs all ways in turns.
/// </summary>
internal static class LocalEngineReport
{
    private const int Chunk = 128;

    private static readonly ModelShape[] Shapes = [ModelShape.SmolLm2, ModelShape.Qwen25];

    public static async Task RunAsync(int rounds, int threads, string name)
    {
        Console.WriteLine($"{threads} threads, {Environment.ProcessorCount} cores, {rounds} rounds");
        foreach (ModelShape shape in Shapes.Where(shape => shape.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            using var folder = new SyntheticFolder(shape);
            Console.WriteLine($"{Environment.NewLine}## {shape.Name} shape");
            LoadReport.Run(folder);
            if (rounds == 0)
            {
                continue;
            }

            RunDecoders(shape, folder, rounds, threads);
            ManagedWork.Run(Load(folder, threads, GraphRewrites.All));
            await new ClientReport(folder, threads).RunAsync(rounds).ConfigureAwait(false);
        }
    }

    private static void RunDecoders(ModelShape shape, SyntheticFolder folder, int rounds, int threads)
    {
        using var copying = new NaiveLoop(shape, folder.ModelFile, threads, copies: true);
        using var naive = new NaiveLoop(shape, folder.ModelFile, threads, copies: false);
        using var published = new EngineDecoder("IoBinding, as published", Load(folder, threads, GraphRewrites.None), Chunk);
        using var engine = new EngineDecoder("engine", Load(folder, threads, GraphRewrites.All), Chunk);
        var report = new DecoderReport([published, naive, copying, engine]);
        report.Prefill(128, rounds);
        report.Prefill(1024, Math.Max(2, rounds / 4));
        double bandwidth = MemoryBandwidth.Measure(threads);
        foreach (int context in (int[])[128, 256, 1500])
        {
            TimeSpan limit = TimeSpan.FromSeconds(shape.BytesPerToken(context) / bandwidth);
            Console.WriteLine($"decode at {context}: {shape.BytesPerToken(context) / 1e6:F0} MB per token at {bandwidth / 1e9:F1} GB/s take {limit.TotalMilliseconds:F2} ms");
            report.Decode(context, rounds);
        }
    }

    private static DecoderModel Load(SyntheticFolder folder, int threads, GraphRewrites rewrites)
    {
        DecoderModel model = DecoderModel.Load(
            ModelFolder.Open(folder.Path), new EngineSettings(IntraOpThreads: threads, Rewrites: rewrites), CancellationToken.None);
        Trace.Assert(model.Rewrites == (CustomOperators.AreAvailable ? rewrites : rewrites & ~(GraphRewrites.Int4Products | GraphRewrites.Attention)), "The graph was not rewritten as asked.");
        return model;
    }
}
