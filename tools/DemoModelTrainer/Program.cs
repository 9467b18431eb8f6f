using System.CommandLine;
using HybridInference.DemoModelTrainer.Commands;

var root = new RootCommand("Makes the demo model: a corpus, a trainer, an evaluation and an export to ONNX.")
{
    CorpusCommand.Create(),
    TrainCommand.Create(),
    ExportCommand.Create(),
    EvaluateCommand.Create(),
    AskCommand.Create(),
};
return root.Parse(args).Invoke();
