using HybridInference.DemoModelTrainer.Model;

namespace HybridInference.DemoModelTrainer.Tests;

public class MatrixProductTests
{
    [Theory]
    [InlineData(1, 1, 32)]
    [InlineData(7, 5, 32)]
    [InlineData(8, 32, 64)]
    [InlineData(33, 300, 96)]
    [InlineData(70, 513, 64)]
    public void Multiply_AnyLayout_MatchesSimpleLoops(int rows, int inner, int columns)
    {
        var random = new Random(1);
        var plain = CreateRandom(random, rows * inner);
        var right = CreateRandom(random, inner * columns);
        var initial = CreateRandom(random, rows * columns);
        var transposed = new float[plain.Length];
        for (var i = 0; i < plain.Length; i++)
        {
            transposed[(i % inner * rows) + (i / inner)] = plain[i];
        }

        foreach (var left in new[] { new MatrixView(plain, 0, inner), new MatrixView(transposed, 0, 1, rows) })
        {
            foreach (var accumulate in new[] { false, true })
            {
                var result = (float[])initial.Clone();
                MatrixProduct.Multiply(
                    left, new MatrixView(right, 0, columns), new MatrixView(result, 0, columns), new(rows, inner, columns), accumulate);
                AssertProduct(plain, right, accumulate ? initial : new float[initial.Length], result, inner, columns);
            }
        }
    }

    [Fact]
    public void Multiply_ResultTooSmall_Throws()
    {
        var values = new float[64];
        var view = new MatrixView(values, 0, 32);

        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(view, view, view, new(Rows: 3, Inner: 2, Columns: 32)));
    }

    [Fact]
    public void Multiply_ColumnsNotMultipleOfTile_Throws()
    {
        var view = new MatrixView(new float[1024], 0, 32);

        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(view, view, view, new(Rows: 2, Inner: 2, Columns: 20)));
    }

    private static void AssertProduct(float[] left, float[] right, float[] initial, float[] result, int inner, int columns)
    {
        for (var i = 0; i < result.Length; i++)
        {
            var (row, column) = (i / columns, i % columns);
            var product = Enumerable.Range(0, inner).Sum(k => (double)left[(row * inner) + k] * right[(k * columns) + column]);
            Assert.Equal(initial[i] + product, result[i], 1e-3);
        }
    }

    private static float[] CreateRandom(Random random, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2) - 1)];
}
