using System.CommandLine;
using HybridInference.OnnxRuntime;

namespace HybridInference.Tool;

/// <summary>The command <c>hybrid probe</c>: what this machine can do, and what it can do with given models.</summary>
internal static class ProbeCommand
{
    /// <summary>What the process returns when local inference cannot be used.</summary>
    public const int NotUsable = 1;

    public static Command Create()
    {
        var folders = new Argument<string[]>("folders") { Description = "The model folders.", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        var noRun = new Option<bool>("--no-run") { Description = "Only looks at the folders and runs no model." };
        var command = new Command("probe", "Tells what this machine can run. Returns 0 when local inference is usable, with every folder given, and else 1.")
        {
            folders, json, noRun,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            ProbeReport report = await ReadAsync(result.GetValue(folders) ?? [], !result.GetValue(noRun), cancellationToken).ConfigureAwait(false);
            TextWriter output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
            {
                ProbeJson.Write(report, output);
            }
            else
            {
                ProbeTable.Write(report, output);
            }

            return report.IsUsable ? 0 : NotUsable;
        });
        return command;
    }

    /// <summary>The machine is read before any model runs, so that none takes part of it.</summary>
    private static async Task<ProbeReport> ReadAsync(string[] folders, bool run, CancellationToken cancellationToken)
    {
        DeviceReport device = DeviceProbe.Read() with { Accelerators = OnnxAccelerators.Read() };
        var models = new List<ProbedModel>();
        foreach (string folder in folders)
        {
            models.Add(await ModelProbe.ReadAsync(folder, run, cancellationToken).ConfigureAwait(false));
        }

        return new(device, models);
    }
}
