using HybridInference.DemoModelTrainer.Corpus;

namespace HybridInference.DemoModelTrainer.Evaluation;

/// <summary>Counts the answers of a model that are exactly right.</summary>
internal sealed class Evaluator(Func<IReadOnlyList<ChatMessage>, string> answer, TextWriter output, bool showMistakes)
{
    public void Run(string title, IEnumerable<EvaluationTask> tasks)
    {
        output.WriteLine(title);
        foreach (var task in tasks)
        {
            var right = task.Cases.Count(IsRight);
            output.WriteLine($"  {task.Name,-13} {right,5} of {task.Cases.Count,5}  {100.0 * right / task.Cases.Count,6:F1} %");
        }
    }

    private bool IsRight(EvaluationCase item)
    {
        var given = answer(item.Messages);
        var isRight = item.Answers.Contains(given);
        if (!isRight && showMistakes)
        {
            output.WriteLine($"    \"{item.Messages[^1].Content.ReplaceLineEndings(" / ")}\" -> \"{given}\", not \"{item.Answers[0]}\"");
        }

        return isRight;
    }
}
