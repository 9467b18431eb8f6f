namespace HybridInference.OnnxRuntime.Tests;

internal static class Distances
{
    /// <summary>Gives the length of the difference beside the length of what is expected.</summary>
    public static double Relative(float[] actual, double[] expected)
    {
        Assert.Equal(expected.Length, actual.Length);
        double difference = actual.Zip(expected, (x, y) => (x - y) * (x - y)).Sum();
        return Math.Sqrt(difference / expected.Sum(value => value * value));
    }
}
