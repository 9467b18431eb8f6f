using HybridInference.OnnxRuntime;

namespace HybridInference.Benchmarks;

/// <summary>How fast are the operators of the local engine beside ONNX Runtime's, on one thread, by processor time?</summary>
/// <remarks>
/// .NET can be told to do with fewer instructions than the processor has, as with <c>DOTNET_EnableAVX512=0</c>. ONNX Runtime takes all there are. Without
/// <c>DOTNET_TieredCompilation=0</c> the first lines are those of code that is not optimized yet.
/// </remarks>
internal static class KernelReport
{
    private static readonly ModelShape Shape = ModelShape.SmolLm2;

    /// <summary>Compares the cases whose names have a part.</summary>
    public static void Run(int rounds, string part)
    {
        Console.WriteLine($"{KernelSets.Best}, best of {rounds} rounds");
        IEnumerable<KernelCase> multiplications =
            from rows in (int[])[1, 2, 3, 4, 8, 128]
            from sizes in ((int, int)[])[(Shape.Hidden, Shape.Inner), (Shape.Inner, Shape.Hidden)]
            select KernelCase.Multiply(rows, sizes.Item1, sizes.Item2);
        IEnumerable<KernelCase> attention =
            from sizes in ((int, int)[])[(1, 255), (1, 1499), (2, 252), (4, 252), (8, 252), (16, 252), (4, 1500), (128, 128), (128, 1500)]
            select KernelCase.Attend(Shape, tokens: sizes.Item1, past: sizes.Item2);
        foreach (KernelCase test in multiplications.Concat(attention).Where(test => test.Name.Contains(part, StringComparison.Ordinal)))
        {
            Compare(rounds, test);
        }
    }

    private static void Compare(int rounds, KernelCase test)
    {
        using var published = new KernelRun(test, test.Published);
        using var replaced = new KernelRun(test, test.Replace());
        (TimeSpan theirs, TimeSpan ours) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (int round = 0; round < rounds; round++)
        {
            (theirs, ours) = (Min(theirs, published.Measure()), Min(ours, replaced.Measure()));
        }

        Console.WriteLine($"| {test.Name} | {test.Work / theirs.TotalSeconds / 1e9:F1} GMAC/s | {test.Work / ours.TotalSeconds / 1e9:F1} GMAC/s | {theirs / ours:F2}x |");
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
