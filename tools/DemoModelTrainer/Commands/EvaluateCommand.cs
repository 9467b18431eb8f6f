using System.CommandLine;
using System.Diagnostics;
using HybridInference.DemoModelTrainer.Corpus;
using HybridInference.DemoModelTrainer.Evaluation;
using HybridInference.DemoModelTrainer.Onnx;

namespace HybridInference.DemoModelTrainer.Commands;

/// <summary><c>evaluate</c>: counts the right answers of an exported model.</summary>
internal static class EvaluateCommand
{
    private const int Seed = 7;

    public static Command Create()
    {
        var model = CommonOptions.Model();
        var cases = new Option<int>("--cases")
        {
            Description = "How many held-out cases to draw for each task.",
            DefaultValueFactory = _ => 500,
        };
        var mistakes = new Option<bool>("--mistakes") { Description = "Print every wrong answer." };
        var command = new Command("evaluate", "Measures an exported model on sentences that it has not seen.") { model, cases, mistakes };
        command.SetAction(result => Evaluate(result.GetRequiredValue(model), result.GetValue(cases), result.GetValue(mistakes)));
        return command;
    }

    private static void Evaluate(string folder, int cases, bool mistakes)
    {
        using var model = new OnnxChatModel(folder, GenAiFolder.ReadTokenizer(folder));
        var evaluator = new Evaluator(messages => model.Answer(messages), Console.Out, mistakes);
        var started = Stopwatch.GetTimestamp();
        evaluator.Run("Written by hand", EvaluationSets.ReadHandWritten());
        evaluator.Run("Held out", EvaluationSets.CreateHeldOut(new ConversationFactory(Grammar.Load()), cases, Seed));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine($"{model.AnswerCount} answers, {model.TokenCount} tokens in {seconds:F0} s");
    }
}
