using ScottPlot;

namespace HybridInference.Tool;

/// <summary>Draws what was spent and saved per day.</summary>
internal static class SpendChart
{
    private const int Width = 1000;
    private const int Height = 500;
    private const double BarWidth = 0.4;

    /// <summary>As many names of days fit beside each other.</summary>
    private const int MostLabels = 10;

    public static void Write(string path, IReadOnlyList<UsageSum> days)
    {
        using var plot = new Plot();
        Add(plot, "spent", Colors.Orange, days.Select(day => day.Spent), offset: -BarWidth / 2);
        Add(plot, "saved", Colors.SteelBlue, days.Select(day => day.Saved), offset: BarWidth / 2);
        int step = (days.Count + MostLabels - 1) / MostLabels;
        int[] labelled = [.. Enumerable.Range(0, days.Count).Where(i => i % step == 0)];
        plot.Axes.Bottom.SetTicks([.. labelled.Select(i => (double)i)], [.. labelled.Select(i => days[i].Key)]);
        plot.Axes.Margins(bottom: 0, top: 0.2);
        plot.YLabel(string.Join(", ", days.Select(day => day.Currency).Distinct()));
        plot.ShowLegend(Alignment.UpperRight);
        plot.SavePng(path, Width, Height);
    }

    private static void Add(Plot plot, string name, Color color, IEnumerable<decimal> values, double offset)
    {
        Bar[] bars = [.. values.Select((value, i) => new Bar { Position = i + offset, Value = (double)value, Size = BarWidth, FillColor = color })];
        plot.Add.Bars(bars);
        plot.Legend.ManualItems.Add(new() { LabelText = name, FillColor = color });
    }
}
