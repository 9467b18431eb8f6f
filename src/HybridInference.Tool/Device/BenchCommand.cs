using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using HybridInference.LocalModels;
using HybridInference.OnnxRuntime;
using Spectre.Console;

namespace HybridInference.Tool;

/// <summary>The command <c>hybrid bench</c>: how fast a model is on this machine, by the length of the prompt.</summary>
internal static class BenchCommand
{
    private const int CannotRun = 1;

    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "The model folder.", Required = true };
        var rounds = new Option<int>("--rounds") { Description = "How often each length is measured.", DefaultValueFactory = _ => 3 };
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--rounds must be at least 1.");
            }
        });
        var command = new Command("bench", "Measures a model by the length of the prompt, beside what the memory's speed allows.") { model, rounds, json };
        command.SetAction(async (result, cancellationToken) => await RunAsync(
            result.GetRequiredValue(model), result.GetValue(rounds), result.GetValue(json), result.InvocationConfiguration, cancellationToken).ConfigureAwait(false));
        return command;
    }

    private static async Task<int> RunAsync(
        string path, int rounds, bool json, InvocationConfiguration configuration, CancellationToken cancellationToken)
    {
        try
        {
            DeviceReading<double> bandwidth = DeviceProbe.Read().MemoryBandwidth;
            var requirements = ModelRequirements.Read(path);

            // Nothing kept: each prompt is computed in full.
            using var client = new OnnxChatClient(new() { ModelPath = path, MaxKeptSequences = 0, UpdateInterval = TimeSpan.Zero });
            List<BenchRow> rows = await new ModelBench(client, rounds).RunAsync(requirements, bandwidth.Value, cancellationToken).ConfigureAwait(false);
            Write(rows, json, configuration.Output);
            return 0;
        }
        catch (ModelLoadException exception)
        {
            configuration.Error.WriteLine(exception.Message);
            return CannotRun;
        }
    }

    private static void Write(List<BenchRow> rows, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(rows, JsonSerializerOptions.Web));
            return;
        }

        var table = new Table();
        table.AddColumns("Prompt tokens", "First token", "Prompt tokens/s", "Tokens/s", "Tokens/s that memory allows");
        foreach (BenchRow row in rows)
        {
            table.AddRow(
                $"{row.PromptTokens}",
                string.Create(CultureInfo.InvariantCulture, $"{row.FirstTokenSeconds * 1000:N1} ms"),
                Number(row.PromptTokensPerSecond),
                Number(row.TokensPerSecond),
                Number(row.LimitTokensPerSecond));
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(table);
    }

    private static string Number(double? value) => value?.ToString("N1", CultureInfo.InvariantCulture) ?? "unknown";
}
