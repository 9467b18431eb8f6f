using System.CommandLine;
using HybridInference.DemoModelTrainer.Corpus;
using HybridInference.DemoModelTrainer.Evaluation;
using HybridInference.DemoModelTrainer.Onnx;

namespace HybridInference.DemoModelTrainer.Commands;

/// <summary><c>ask</c>: answers one message.</summary>
internal static class AskCommand
{
    public static Command Create()
    {
        var model = CommonOptions.Model();
        var message = new Argument<string>("message") { Description = "What the user says." };
        var command = new Command("ask", "Answers a message with an exported model.") { model, message };
        command.SetAction(result => Ask(result.GetRequiredValue(model), result.GetRequiredValue(message)));
        return command;
    }

    private static void Ask(string folder, string message)
    {
        using var model = new OnnxChatModel(folder, GenAiFolder.ReadTokenizer(folder));
        Console.WriteLine(model.Answer([ChatMessage.User(message)]));
    }
}
