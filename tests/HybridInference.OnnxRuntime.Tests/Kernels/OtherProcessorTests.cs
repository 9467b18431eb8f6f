using EndToEnd.Tests;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Tests of this project in processes that do without some of the processor's instructions.</summary>
public sealed class OtherProcessorTests
{
    private static readonly Type[] Goldens = [typeof(GraphRewriterTests), typeof(Int4ModelContractTests)];
    private static readonly Type[] Operators = [typeof(KernelSetsTests), typeof(Int4MatMulTests), typeof(GroupAttentionTests)];

    /// <summary>What to do without; AVX-VNNI too only where the processor has it, as it is the same otherwise.</summary>
    public static TheoryData<string> Fewer => KernelSets.IsSupported(KernelSet.AvxVnni) ? ["AVX512", "AVX512 AVXVNNI"] : ["AVX512"];

    [Theory]
    [MemberData(nameof(Fewer))]
    public Task Run_WithoutInstructions_PassesAllTests(string switchedOff) => AssertPassesAsync([.. Goldens, .. Operators], switchedOff.Split(' '));

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
