using System.Text;
using BenchmarkDotNet.Attributes;

namespace HybridInference.Benchmarks;

/// <summary>How fast is the detector, beside ten source-generated regular expressions over the same text?</summary>
[MemoryDiagnoser]
public class PiiDetectorBenchmark
{
    private const int Length = 1_000_000;

    private static readonly List<PiiMatch> Matches = new(100_000);

    private string _text = "";

    [Params("prose", "code", "dense")]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        string part = Text switch
        {
            "prose" => "It was a bright cold day in April, and the clocks were striking thirteen. Nobody in the well-known house knew why; "
                + "they had been told to wait, so they waited, and the long afternoon went on as if nothing had ever happened at all. ",
            "code" => "    public int Count(string name, int max = 42)\n    {\n        return _items.Where(item => item.Name == name).Take(max).Count();\n    }\n",
            _ => "2031-04-05 10:11:12 user=maria.example" + "@mail.test.org ip=81.2.69.142 tel=+44 20 7946 0958 id=4711-0815 took 35 ms\n",
        };
        _text = new StringBuilder().Insert(0, part, Length / part.Length).ToString();
    }

    [Benchmark(Baseline = true)]
    public int TenRegexes() => PiiRegexes.All.Sum(regex => regex.Count(_text));

    [Benchmark]
    public int Detect()
    {
        Matches.Clear();
        PiiDetector.Default.Detect(_text, Matches);
        return Matches.Count;
    }

    [Benchmark]
    public bool ContainsAny() => PiiDetector.Default.ContainsAny(_text);
}
