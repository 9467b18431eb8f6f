using System.Runtime.Intrinsics;
using CsCheck;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class KernelSetsTests
{
    private static readonly Gen<Int4Case> Products = Int4Case.Any(maxRows: 9, maxLength: 1200, maxColumns: 150);

    private static readonly Gen<TileCase> Tiles = Gen.Select(
        Gen.Int[1, 8], Gen.Int[1, 600], Gen.Int[1, 600], Gen.Int[1, 600], Gen.Int[1, 600], Gen.Int,
        (size, end0, end1, end2, more, seed) => new TileCase(32 * size, [end0, end1, end2, Math.Max(end0, Math.Max(end1, end2)) + more], seed));

    /// <summary>Some of the queries see keys only in the first of several chunks, as of the first tokens of a prompt.</summary>
    private static readonly Gen<(int Size, int[] More, int Seed)> Lanes = Gen.Select(Gen.Int[1, 8].Select(size => 32 * size), Gen.Int[0, 30].Array[16], Gen.Int);

    /// <summary>Those that this processor has: no other can be run.</summary>
    public static TheoryData<string> Sets =>
        [.. Enum.GetValues<KernelSet>().Where(set => set != KernelSet.None && KernelSets.IsSupported(set)).Select(set => set.ToString())];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Sets))]
    public void Multiply_AnyShape_EqualsOnnxRuntimeAtLevel4(string name)
    {
        KernelSet set = Enum.Parse<KernelSet>(name);
        Products.Sample(test => test.AssertEqualsPublished(test.RunKernels(set)), iter: 60, threads: 1);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Sets))]
    public void Attend_AnyShape_IsCloseToExactArithmetic(string name)
    {
        KernelSet set = Enum.Parse<KernelSet>(name);
        Tiles.Sample(test => AssertClose(test.RunKernels(set), test), iter: 20, threads: 1);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Sets))]
    public void Attend_QueryInEachLane_IsCloseToExactArithmetic(string name)
    {
        bool isLong = name == nameof(KernelSet.Avx512);
        Lanes.Sample(
            lanes =>
            {
                int[] ends = new int[isLong ? Avx512Lanes.Count : Avx2Lanes.Count];
                for (int i = 0, end = 1; i < ends.Length; i++)
                {
                    ends[i] = end += lanes.More[i];
                }

                var test = new TileCase(lanes.Size, ends, lanes.Seed);
                AssertClose(isLong ? test.RunLanes<Avx512Lanes, Vector512<float>>() : test.RunLanes<Avx2Lanes, Vector256<float>>(), test);
            },
            iter: 20,
            threads: 1);
    }

    [Fact]
    public void Best_InstructionsAreSwitchedOff_LeavesThemOut()
    {
        Assert.True(KernelSets.Best == KernelSet.None || KernelSets.IsSupported(KernelSets.Best));
        Assert.True(KernelSets.Best < Limit("AVX2", KernelSet.Avx2));
        Assert.True(KernelSets.Best < Limit("AVX512", KernelSet.Avx512));

        static KernelSet Limit(string name, KernelSet set) => Environment.GetEnvironmentVariable($"DOTNET_Enable{name}") == "0" ? set : KernelSet.Avx512 + 1;
    }

    private static void AssertClose(float[] actual, TileCase test)
    {
        double error = Distances.Relative(actual, test.Compute());
        Assert.True(error < 1e-5, $"Off by {error}.");
    }
}
