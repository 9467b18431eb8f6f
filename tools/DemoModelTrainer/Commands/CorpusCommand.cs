using System.CommandLine;
using HybridInference.DemoModelTrainer.Corpus;

namespace HybridInference.DemoModelTrainer.Commands;

/// <summary><c>corpus</c>: prints conversations, to see what the model is trained on.</summary>
internal static class CorpusCommand
{
    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "How many conversations to print.", DefaultValueFactory = _ => 10 };
        var seed = new Option<int>("--seed") { Description = "Where the random choices start.", DefaultValueFactory = _ => 1 };
        var heldOut = new Option<bool>("--held-out") { Description = "Use only the words and templates that training never sees." };
        var command = new Command("corpus", "Prints samples of the corpus.") { count, seed, heldOut };
        command.SetAction(result => Print(
            result.GetValue(count), result.GetValue(seed), result.GetValue(heldOut) ? Split.HeldOut : Split.Training));
        return command;
    }

    private static void Print(int count, int seed, Split split)
    {
        var conversations = new ConversationFactory(Grammar.Load());
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            foreach (var message in conversations.Create(random, split))
            {
                Console.WriteLine($"{message.Role,9}: {message.Content.ReplaceLineEndings("\n" + new string(' ', 11))}");
            }

            Console.WriteLine();
        }
    }
}
