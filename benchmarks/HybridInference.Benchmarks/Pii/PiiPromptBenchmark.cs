using BenchmarkDotNet.Attributes;

namespace HybridInference.Benchmarks;

/// <summary>What does the detector add to one request of 1 KB?</summary>
[MemoryDiagnoser]
public class PiiPromptBenchmark
{
    private static readonly List<PiiMatch> Matches = new(1000);

    private string[] _prompts = [];
    private int _next;

    [Params(false, true)]
    public bool IsPrivate { get; set; }

    [GlobalSetup]
    public void Setup() => _prompts = PiiPrompts.Write(IsPrivate);

    [Benchmark]
    public int Detect()
    {
        Matches.Clear();
        PiiDetector.Default.Detect(Next(), Matches);
        return Matches.Count;
    }

    [Benchmark]
    public bool ContainsAny() => PiiDetector.Default.ContainsAny(Next());

    private string Next() => _prompts[_next++ % _prompts.Length];
}
