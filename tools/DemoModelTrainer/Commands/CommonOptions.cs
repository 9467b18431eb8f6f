using System.CommandLine;

namespace HybridInference.DemoModelTrainer.Commands;

/// <summary>The options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<string> Run() => new("--run") { Description = "The folder of the training run.", Required = true };

    public static Option<string> Model() => new("--model") { Description = "The folder of the exported model.", Required = true };
}
