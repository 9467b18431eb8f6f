using CsCheck;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class KernelSetsTests
{
    private static readonly Gen<Int4Case> Products = Int4Case.Any(maxRows: 9, maxLength: 1200, maxColumns: 150);

    private static readonly Gen<TileCase> Tiles = Gen.Select(
        Gen.Int[1, 8], Gen.Int[1, 600], Gen.Int[1, 600], Gen.Int[1, 600], Gen.Int[1, 600], Gen.Int,
        (size, end0, end1, end2, more, seed) => new TileCase(32 * size, [end0, end1, end2, Math.Max(end0, Math.Max(end1, end2)) + more], seed));

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
    public void Multiply_SeveralRows_GivesEachWhatItGetsAlone(string name)
    {
        KernelSet set = Enum.Parse<KernelSet>(name);
        Products.Sample(
            test => Assert.Equal(test.RunKernels(set), test.EachRowAlone().SelectMany(row => row.RunKernels(set))),
            iter: 40,
            threads: 1);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Sets))]
    public void Attend_AnyShape_IsCloseToExactArithmetic(string name)
    {
        KernelSet set = Enum.Parse<KernelSet>(name);
        Tiles.Sample(
            test =>
            {
                double error = Distances.Relative(test.RunKernels(set), test.Compute());
                Assert.True(error < 1e-5, $"Off by {error}.");
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
}
