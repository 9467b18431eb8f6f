using System.CommandLine;
using HybridInference.DemoModelTrainer.Model;
using HybridInference.DemoModelTrainer.Onnx;
using HybridInference.DemoModelTrainer.Tokenization;
using HybridInference.DemoModelTrainer.Training;

namespace HybridInference.DemoModelTrainer.Commands;

/// <summary><c>export</c>: writes the latest checkpoint of a run as a model folder.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = CommonOptions.Run();
        var output = new Option<string>("--output") { Description = "The model folder to write.", Required = true };
        var command = new Command("export", "Writes the checkpoint in the run folder as a GenAI model folder.") { run, output };
        command.SetAction(result => Export(result.GetRequiredValue(run), result.GetRequiredValue(output)));
        return command;
    }

    private static void Export(string run, string output)
    {
        var weights = new Weights(new ParameterLayout(new ModelConfig()));
        var step = Checkpoint.Load(RunFolder.CheckpointPath(run), weights);
        GenAiFolder.Write(output, weights, MergesFile.Load(RunFolder.MergesPath(run)));
        var size = new DirectoryInfo(output).EnumerateFiles().Sum(file => file.Length);
        Console.WriteLine($"Exported step {step:N0} with {weights.Values.Length:N0} parameters; the folder has {size:N0} bytes.");
    }
}
