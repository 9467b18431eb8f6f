using CsCheck;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class Int4MatMulTests
{
    private static readonly Gen<Int4Case> Cases = Int4Case.Any(maxRows: 300, maxLength: 700, maxColumns: 150);
    private static readonly Gen<Int4Case> FewRows = Int4Case.Any(maxRows: 9, maxLength: 2000, maxColumns: 300);

    [Fact]
    public void Run_AnyShape_EqualsOnnxRuntimeAtLevel4() => AssertEqualsPublished(Cases);

    [Fact]
    public void Run_FewRows_EqualsOnnxRuntimeAtLevel4() => AssertEqualsPublished(FewRows);

    [Fact]
    public void Run_AnyShape_IsCloseToExactArithmetic()
    {
        RequireOperator();
        Cases.Sample(
            test =>
            {
                double[] expected = test.Compute();
                double error = Distances.Relative(test.RunReplaced(), expected);
                Assert.True(error < (test.IsGated ? 0.04 : 0.01), $"{test.Description}: off by {error:P2}.");
            },
            iter: 40,
            threads: 1);
    }

    [Theory]
    [InlineData(1, 32, 1)]
    [InlineData(1, 576, 1536)]
    [InlineData(3, 40, 5)]
    [InlineData(4, 4864, 33)]
    [InlineData(130, 1536, 65)]
    public void Run_SizesOfTilesAndBeside_EqualsOnnxRuntimeAtLevel4(int rows, int length, int columns)
    {
        RequireOperator();
        var test = new Int4Case(rows, length, columns, seed: 1, hasZeroPoints: true, hasBias: true);

        Assert.True(Distances.Relative(test.RunReplaced(), [.. test.RunPublished().Select(value => (double)value)]) < 1e-5, test.Description);
    }

    [Theory]
    [InlineData("N", 65)]
    [InlineData("K", 96)]
    [InlineData("N", 0)]
    [InlineData("gate", 3)]
    [InlineData("K", 1 << 20)]
    [InlineData("K", long.MaxValue)]
    public void Run_AttributeContradictsTensors_Throws(string attribute, long value)
    {
        RequireOperator();
        var test = new Int4Case(rows: 2, length: 64, columns: 64, seed: 1, hasZeroPoints: true, hasBias: true);

        OnnxRuntimeException exception = Assert.Throws<OnnxRuntimeException>(() => test.RunReplaced(graph => graph.Nodes[^1].Set(attribute, value)));

        Assert.Contains($"{value}", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Run_ConstantIsTooShort_Throws(int input)
    {
        RequireOperator();
        var test = new Int4Case(rows: 2, length: 64, columns: 64, seed: 1, hasZeroPoints: true, hasBias: true);
        var other = new Int4Case(rows: 2, length: 64, columns: 63, seed: 1, hasZeroPoints: true, hasBias: true);

        OnnxRuntimeException exception = Assert.Throws<OnnxRuntimeException>(
            () => test.RunReplaced(graph => graph.Nodes[^1].Inputs[input] = other.AddConstantTo(graph, input)));

        Assert.Contains($"Input {input}", exception.Message, StringComparison.Ordinal);
    }

    private static void AssertEqualsPublished(Gen<Int4Case> cases)
    {
        RequireOperator();
        cases.Sample(test => test.AssertEqualsPublished(test.RunReplaced()), iter: 60, threads: 1);
    }

    private static void RequireOperator() => Assert.SkipUnless(CustomOperators.AreAvailable, "This processor has not the instructions that the operator needs.");
}
