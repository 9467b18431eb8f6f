using System.Globalization;
using Spectre.Console;

namespace HybridInference.Tool;

/// <summary>Prints a probe as tables.</summary>
internal static class ProbeTable
{
    private const string Unknown = "unknown";
    private const double Mebibyte = 1 << 20;
    private const double Giga = 1e9;

    /// <summary>Wide enough that no table is broken where the output is no terminal.</summary>
    private const int Width = 180;

    public static void Write(ProbeReport report, TextWriter output)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Math.Max(console.Profile.Width, Width);
        console.Write(DeviceTable(report.Device));
        if (report.Models.Count > 0)
        {
            console.Write(ModelTable(report.Models));
        }

        foreach (ProbedModel model in report.Models.Where(model => model.Cause is not null))
        {
            output.WriteLine(model.Cause);
        }

        output.WriteLine(report.IsUsable ? "Local inference is usable." : "Local inference is not usable.");
    }

    private static Table DeviceTable(DeviceReport device)
    {
        var table = new Table();
        table.AddColumns("Device", "Value", "Source");
        Add(table, "processors", device.Processors, value => $"{value}");
        Add(table, "instruction sets", device.InstructionSets, value => value.ToString());
        Add(table, "memory", device.TotalMemory, Bytes);
        Add(table, "memory available", device.AvailableMemory, Bytes);
        Add(table, "memory bandwidth", device.MemoryBandwidth, value => string.Create(CultureInfo.InvariantCulture, $"{value / Giga:N1} GB/s"));
        Add(table, "on battery", device.OnBattery, YesNo);
        Add(table, "battery charge", device.BatteryCharge, value => string.Create(CultureInfo.InvariantCulture, $"{value:P0}"));
        Add(table, "throttled by heat", device.Throttled, YesNo);
        Add(table, "network metered", device.NetworkMetered, YesNo);
        foreach (DeviceAccelerator accelerator in device.Accelerators)
        {
            table.AddRow("runs on", Markup.Escape($"{accelerator.Kind} {accelerator.Vendor}".Trim()), Markup.Escape(accelerator.Provider));
        }

        table.AddRow("read in", string.Create(CultureInfo.InvariantCulture, $"{device.Elapsed.TotalMilliseconds:N0} ms"), "");
        return table;
    }

    private static Table ModelTable(IEnumerable<ProbedModel> models)
    {
        var table = new Table();
        table.AddColumns(
            "Model", "State", "Weights", "Precision", "Parameters", "Context", "KV/token", "Memory, full context", $"First token, {ProbedSpeed.PromptTokens}", "Tokens/s");
        foreach (ProbedModel model in models)
        {
            table.AddRow([.. Cells(model).Select(Markup.Escape)]);
        }

        return table;
    }

    private static IEnumerable<string> Cells(ProbedModel model) =>
    [
        model.Path,
        model.State.ToString(),
        .. model.Requirements is { } needs
            ? new[] { Bytes(needs.WeightBytes), needs.Precision, Number(needs.Parameters), Number(needs.ContextLength), $"{Number(needs.KvBytesPerToken)} B", Bytes(model.FullContextBytes!.Value) }
            : [Unknown, Unknown, Unknown, Unknown, Unknown, Unknown],
        .. model.Speed is { } speed
            ? new[] { string.Create(CultureInfo.InvariantCulture, $"{speed.FirstTokenSeconds * 1000:N1} ms"), string.Create(CultureInfo.InvariantCulture, $"{speed.TokensPerSecond:N1}") }
            : [Unknown, Unknown],
    ];

    private static void Add<T>(Table table, string name, DeviceReading<T> reading, Func<T, string> format)
        where T : struct =>
        table.AddRow(name, Markup.Escape(reading.Value is { } value ? format(value) : Unknown), Markup.Escape(reading.Source));

    private static string Bytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / Mebibyte:N1} MiB");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string YesNo(bool value) => value ? "yes" : "no";
}
