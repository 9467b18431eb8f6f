using BenchmarkDotNet.Attributes;

namespace HybridInference.Benchmarks;

/// <summary>How fast is the detector, beside ten source-generated regular expressions over the same million characters?</summary>
[MemoryDiagnoser]
public class PiiDetectorBenchmark
{
    private const int Length = 1_000_000;
    private const int ChunkLength = 4000;

    private static readonly List<PiiMatch> Matches = new(100_000);
    private static readonly List<PiiStreamMatch> StreamMatches = new(100_000);
    private static readonly PiiStreamScanner Scanner = new();

    private string _text = "";

    [Params("prose", "typographic", "code", "dense")]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _text = Text switch
    {
        "prose" => PiiProse.Write(Length),
        "typographic" => PiiProse.Write(Length, isTypographic: true),
        "code" => PiiCode.Write(Length),
        _ => PiiRecords.Write(Length),
    };

    [Benchmark(Baseline = true)]
    public int TenRegexes() => PiiRegexes.All.Sum(regex => regex.Count(_text));

    [Benchmark]
    public int Detect()
    {
        Matches.Clear();
        PiiDetector.Default.Detect(_text, Matches);
        return Matches.Count;
    }

    /// <summary>No match has the score that is asked for, so the whole text is read.</summary>
    [Benchmark]
    public bool ContainsAny() => PiiDetector.Default.ContainsAny(_text, minScore: 2);

    [Benchmark]
    public int DetectInChunks()
    {
        StreamMatches.Clear();
        for (int start = 0; start < _text.Length; start += ChunkLength)
        {
            Scanner.Append(_text.AsSpan(start, Math.Min(ChunkLength, _text.Length - start)), StreamMatches);
        }

        Scanner.Complete(StreamMatches);
        return StreamMatches.Count;
    }
}
