namespace HybridInference.Benchmarks;

/// <summary>Makes prompts of any length.</summary>
internal static class Prompts
{
    public static int[] Create(int length) => [.. Enumerable.Range(0, length).Select(i => i * 31 % 40_000)];
}
