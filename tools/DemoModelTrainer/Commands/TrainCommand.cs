using System.CommandLine;
using HybridInference.DemoModelTrainer.Model;
using HybridInference.DemoModelTrainer.Training;

namespace HybridInference.DemoModelTrainer.Commands;

/// <summary><c>train</c>: trains a model in a folder, or goes on where it stopped.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var defaults = new TrainingOptions();
        var run = CommonOptions.Run();
        var steps = new Option<int>("--steps") { Description = "The last step of the run.", DefaultValueFactory = _ => defaults.Steps };
        var workers = new Option<int>("--workers")
        {
            Description = "Threads to train with; each adds its own batches to a step, so another number gives another model.",
            DefaultValueFactory = _ => defaults.Workers,
        };
        var command = new Command("train", "Trains a model, or goes on from the checkpoint in the run folder.") { run, steps, workers };
        command.SetAction(result =>
        {
            var options = defaults with { Steps = result.GetValue(steps), Workers = result.GetValue(workers) };
            new TrainingRun(result.GetRequiredValue(run), new ModelConfig(), options, Console.Out).Run();
        });
        return command;
    }
}
