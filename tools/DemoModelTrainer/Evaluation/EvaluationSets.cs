using System.Reflection;
using System.Text.Json;
using HybridInference.DemoModelTrainer.Corpus;

namespace HybridInference.DemoModelTrainer.Evaluation;

/// <summary>The cases that a trained model is measured by.</summary>
internal static class EvaluationSets
{
    private const string HandWrittenResource = "hand-written.json";

    /// <summary>Sentences drawn from the templates, words and requests that training never sees.</summary>
    public static IEnumerable<EvaluationTask> CreateHeldOut(ConversationFactory conversations, int casesPerTask, int seed)
    {
        foreach (var task in conversations.Tasks)
        {
            yield return Draw(task.Name, random => conversations.CreateTask(task, random, Split.HeldOut));
        }

        yield return Draw("small talk", random => conversations.CreateChat(outOfScope: false, random, Split.HeldOut));
        yield return Draw("out of scope", random => conversations.CreateChat(outOfScope: true, random, Split.HeldOut));

        EvaluationTask Draw(string name, Func<Random, IReadOnlyList<ChatMessage>> create)
        {
            var random = new Random(seed);
            return new EvaluationTask(name, [.. Enumerable.Range(0, casesPerTask).Select(_ => ToCase(create(random)))]);
        }
    }

    /// <summary>The requests that were written by hand.</summary>
    public static IEnumerable<EvaluationTask> ReadHandWritten()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var resource = assembly.GetManifestResourceNames().Single(name => name.EndsWith(HandWrittenResource, StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var tasks = JsonSerializer.Deserialize<Dictionary<string, List<HandWrittenCase>>>(stream, JsonSerializerOptions.Web)!;
        return tasks.Select(task => new EvaluationTask(task.Key, [.. task.Value.Select(item => item.ToCase())]));
    }

    /// <summary>The last message is the answer to give.</summary>
    private static EvaluationCase ToCase(IReadOnlyList<ChatMessage> messages) =>
        new([.. messages.SkipLast(1)], [messages[^1].Content]);

    private sealed record HandWrittenCase(string Prompt, IReadOnlyList<string> Answers)
    {
        public EvaluationCase ToCase() => new([ChatMessage.User(Prompt)], Answers);
    }
}
