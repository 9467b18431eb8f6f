using System.Diagnostics;
using HybridInference.OnnxRuntime;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.Benchmarks;

/// <summary>
/// How fast is the local engine beside plain loops over the same graph, and beside what the memory allows? Writes folders of the shapes of
/// known models with random weights, and runs all ways in turns.
/// </summary>
internal static class LocalEngineReport
{
    private const int Chunk = 128;

    private static readonly ModelShape[] Shapes = [ModelShape.SmolLm2, ModelShape.Qwen25];

    /// <param name="rounds">How often each way has its turn; with 0 only loading is measured.</param>
    /// <param name="threads">The threads of each way.</param>
    /// <param name="name">A part of the names of the shapes to measure.</param>
    /// <param name="only">A part of the titles of the lines to measure, such as "decode at 256".</param>
    public static async Task RunAsync(int rounds, int threads, string name, string only)
    {
        Console.WriteLine($"{threads} threads, {Environment.ProcessorCount} cores, {rounds} rounds");
        foreach (ModelShape shape in Shapes.Where(shape => shape.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            using var folder = new SyntheticFolder(shape);
            Console.WriteLine($"{Environment.NewLine}## {shape.Name} shape");
            if (only.Length == 0)
            {
                LoadReport.Run(folder);
            }

            if (rounds > 0)
            {
                RunDecoders(shape, folder, rounds, threads, only);
            }

            if (rounds > 0 && only.Length == 0)
            {
                ManagedWork.Run(Load(folder, threads, GraphRewrites.All));
                await new ClientReport(folder, threads).RunAsync(rounds).ConfigureAwait(false);
            }
        }
    }

    private static void RunDecoders(ModelShape shape, SyntheticFolder folder, int rounds, int threads, string only)
    {
        IMeasuredDecoder[] decoders = [.. CreateDecoders(shape, folder, threads, spins: true), .. CreateDecoders(shape, folder, threads, spins: false)];
        var report = new DecoderReport(decoders, only);
        report.Prefill(128, rounds);
        report.Prefill(1024, Math.Max(2, rounds / 4));
        double bandwidth = MemoryBandwidth.Measure().Value ?? double.NaN;
        foreach (int context in (int[])[128, 256, 1500])
        {
            TimeSpan limit = TimeSpan.FromSeconds(shape.BytesPerToken(context) / bandwidth);
            Console.WriteLine($"decode at {context}: {shape.BytesPerToken(context) / 1e6:F0} MB per token at {bandwidth / 1e9:F1} GB/s take {limit.TotalMilliseconds:F2} ms");
            report.Decode(context, rounds);
        }

        Array.ForEach(decoders, decoder => decoder.Dispose());
    }

    /// <summary>Creates all ways, whose threads wait busily, as ONNX Runtime's do unless told otherwise, or not.</summary>
    private static IEnumerable<IMeasuredDecoder> CreateDecoders(ModelShape shape, SyntheticFolder folder, int threads, bool spins)
    {
        string ending = spins ? ", spinning" : "";
        yield return new EngineDecoder($"IoBinding, as published{ending}", LoadPlain(folder, threads, spins), Chunk);
        yield return new NaiveLoop(shape, folder.ModelFile, threads, copies: false, spins);
        yield return new NaiveLoop(shape, folder.ModelFile, threads, copies: true, spins);
        yield return new EngineDecoder($"engine{ending}", Load(folder, threads, GraphRewrites.All, spins), Chunk);
    }

    /// <summary>Loads the published graph with ONNX Runtime's own options, apart from the threads.</summary>
    private static DecoderModel LoadPlain(SyntheticFolder folder, int threads, bool spins)
    {
        OrtTelemetry.Disable();
        ModelFolder model = ModelFolder.Open(folder.Path);
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", spins ? "1" : "0");
        var session = new InferenceSession(model.ModelFile, options);
        DecoderSignature signature = new DecoderSignatureReader(model.ModelFile, model.Config, OnnxGraphReader.Read(model.ModelFile), session).Read();
        return new DecoderModel(session, signature, model.Config.Decoder.Session) { Path = model.ModelFile, Warnings = [] };
    }

    private static DecoderModel Load(SyntheticFolder folder, int threads, GraphRewrites rewrites, bool spins = false)
    {
        DecoderModel model = DecoderModel.Load(
            ModelFolder.Open(folder.Path), new EngineSettings(IntraOpThreads: threads, AllowSpinning: spins, Rewrites: rewrites), CancellationToken.None);
        Trace.Assert(model.Rewrites == (CustomOperators.AreAvailable ? rewrites : rewrites & ~(GraphRewrites.Int4Products | GraphRewrites.Attention)), "The graph was not rewritten as asked.");
        return model;
    }
}
