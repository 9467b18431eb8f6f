using EndToEnd.Tests;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Tests of this project in processes that do without some of the processor's instructions.</summary>
public sealed class OtherProcessorTests
{
    private static readonly Type[] Goldens = [typeof(GraphRewriterTests), typeof(KernelSetsTests), typeof(Int4ModelContractTests)];
    private static readonly Type[] Operators = [typeof(Int4MatMulTests), typeof(GroupAttentionTests)];

    [Fact]
    public Task Run_WithoutAvx512_PassesAllTests() => AssertPassesAsync([.. Goldens, .. Operators], "AVX512");

    [Fact]
    public Task Run_WithoutVnniAndAvx512_PassesAllTests()
    {
        Assert.SkipUnless(KernelSets.IsSupported(KernelSet.AvxVnni), "This processor has not AVX-VNNI.");
        return AssertPassesAsync([.. Goldens, .. Operators], "AVX512", "AVXVNNI");
    }

    [Fact]
    public Task Run_WithoutAvx2_PassesAllTestsWithOnnxRuntimesOperators() => AssertPassesAsync(Goldens, "AVX2");

    private static async Task AssertPassesAsync(Type[] classes, params string[] switchedOff)
    {
        ChildProcess child = await ChildProcess.RunAsync(
            "dotnet",
            [typeof(OtherProcessorTests).Assembly.Location, "-noColor", .. classes.SelectMany(type => (string[])["-class", type.FullName!])],
            switchedOff.ToDictionary(name => $"DOTNET_Enable{name}", string? (_) => "0"));

        Assert.True(child.ExitCode == 0, child.Output + child.Error);
        Assert.Contains("Failed: 0", child.Output, StringComparison.Ordinal);
    }
}
