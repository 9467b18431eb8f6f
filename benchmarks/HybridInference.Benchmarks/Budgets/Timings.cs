using System.Diagnostics;
using System.Globalization;

namespace HybridInference.Benchmarks.Budgets;

/// <summary>How long one operation took, each time.</summary>
internal sealed class Timings(string name)
{
    private readonly List<double> _microseconds = [];

    public string Name => name;

    public double Median => At(0.5);

    public async Task MeasureAsync(Func<Task> operation)
    {
        long start = Stopwatch.GetTimestamp();
        await operation();
        _microseconds.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
    }

    /// <summary>Prints the percentiles, and the median as a multiple of a baseline's.</summary>
    public void Print(Timings baseline) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{name,-28} {_microseconds.Count,7} {At(0.5),10:0.0} {At(0.99),10:0.0} {Median / baseline.Median,8:0.00}"));

    private double At(double quantile) => _microseconds.Order().ElementAt((int)(quantile * (_microseconds.Count - 1)));
}
