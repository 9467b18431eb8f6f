using HybridInference.Benchmarks;
namespace HybridInference.OnnxRuntime;
internal static class OnnxProbe
{
    public static void Run(SyntheticFolder folder, ModelShape shape, int rounds, int threads, string[] what)
    {
        var list = new List<IMeasuredDecoder>();
        foreach (string ww in what)
        {
            string w = ww.Split(':')[0];
            if (w == "naive") { list.Add(new NaiveLoop(shape, folder.ModelFile, threads)); continue; }
            bool cached = w.StartsWith("Cached+");
            GraphRewrites r = Enum.Parse<GraphRewrites>(w.Replace("Cached+", "").Replace('+', ','));
            var settings = new EngineSettings(IntraOpThreads: threads, Rewrites: r, OptimizedModelFolder: cached ? Path.Combine(folder.Path, "cache") : null);
            Mem("before");
            var t = System.Diagnostics.Stopwatch.StartNew();
            DecoderModel m = DecoderModel.Load(ModelFolder.Open(folder.Path), settings, CancellationToken.None);
            Console.WriteLine($"{ww}: {m.Rewrites} {string.Join(", ", m.Warnings)} {m.IsCached} {t.ElapsedMilliseconds} ms");
            Mem("after");
            list.Add(new EngineDecoder(ww, m, 128));
            if (rounds == 0) { m.Dispose(); list.Clear(); Mem("disposed"); }
        }
        if (rounds == 0) { foreach (var f in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)) { Console.WriteLine($"{f} {new FileInfo(f).Length}"); } return; }
        new DecoderReport(list).Run(rounds, [.. Environment.GetEnvironmentVariable("P")!.Split(',').Select(int.Parse)], [.. Environment.GetEnvironmentVariable("C")!.Split(',').Select(int.Parse)]);
        foreach (IMeasuredDecoder d in list) { d.Dispose(); }
    }
    private static void Mem(string w) { GC.Collect(); GC.WaitForPendingFinalizers(); GC.Collect(); Console.WriteLine(w + " " + string.Join(" ", File.ReadAllLines("/proc/self/status").Where(l => l.StartsWith("VmRSS") || l.StartsWith("Rss")).Select(l => l.Replace("\t", "").Replace("  ", "")))); }
}
