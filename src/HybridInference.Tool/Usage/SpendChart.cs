using ScottPlot;

namespace HybridInference.Tool;

/// <summary>Draws what was spent and saved per day.</summary>
internal static class SpendChart
{
    private const int Width = 1000;
    private const int Height = 500;
    private const double BarWidth = 0.4;

    public static void Write(string path, IReadOnlyList<UsageSum> days)
    {
        using var plot = new Plot();
        Add(plot, "spent", days.Select(day => day.Spent), offset: -BarWidth / 2);
        Add(plot, "saved", days.Select(day => day.Saved), offset: BarWidth / 2);
        plot.Axes.Bottom.SetTicks([.. days.Select((_, i) => (double)i)], [.. days.Select(day => day.Key)]);
        plot.Axes.Margins(bottom: 0);
        plot.YLabel(string.Join(", ", days.Select(day => day.Currency).Distinct()));
        plot.ShowLegend();
        plot.SavePng(path, Width, Height);
    }

    private static void Add(Plot plot, string name, IEnumerable<decimal> values, double offset)
    {
        Bar[] bars = [.. values.Select((value, i) => new Bar { Position = i + offset, Value = (double)value, Size = BarWidth })];
        plot.Add.Bars(bars).LegendText = name;
    }
}
