using HybridInference.DemoModelTrainer.Corpus;
using HybridInference.DemoModelTrainer.Evaluation;

namespace HybridInference.DemoModelTrainer.Tests;

public class CorpusTests
{
    private static readonly ConversationFactory Conversations = new(Grammar.Load());

    [Fact]
    public void Create_SameSeed_SameConversations()
    {
        var first = Draw(1, 200, Split.Training);

        Assert.Equal(first, Draw(1, 200, Split.Training));
        Assert.NotEqual(first, Draw(2, 200, Split.Training));
    }

    [Fact]
    public void Create_ManyConversations_HeldOutRequestsAreNeverTrainedOn()
    {
        var trained = Draw(3, 20_000, Split.Training).Select(message => message.Content).ToHashSet();
        var heldOut = Draw(4, 2_000, Split.HeldOut).Where(message => message.Role == "user" && message.Content.Length > 40).ToArray();

        Assert.NotEmpty(heldOut);
        Assert.DoesNotContain(heldOut, message => trained.Contains(message.Content));
    }

    [Fact]
    public void Create_ManyConversations_HandWrittenRequestsAreNotInTheCorpus()
    {
        var trained = Draw(5, 20_000, Split.Training).Select(message => message.Content).ToHashSet();
        var tasks = EvaluationSets.ReadHandWritten().Where(task => task.Name is not ("small talk" or "out of scope"));

        Assert.All(tasks.SelectMany(task => task.Cases), item => Assert.DoesNotContain(item.Messages[^1].Content, trained));
    }

    [Fact]
    public void Create_EveryConversation_AlternatesAndEndsWithAnAnswer()
    {
        var random = new Random(6);
        for (var i = 0; i < 500; i++)
        {
            var turns = Conversations.Create(random, Split.Training).Where(message => message.Role != "system").ToArray();

            Assert.True(turns.Length is >= 2 and <= 16 && turns.Length % 2 == 0);
            Assert.All(turns, (message, index) => Assert.Equal(index % 2 == 0 ? "user" : "assistant", message.Role));
            Assert.All(turns, message => Assert.False(string.IsNullOrWhiteSpace(message.Content)));
        }
    }

    [Theory]
    [InlineData("date", "no date")]
    [InlineData("email", "no e-mail address")]
    [InlineData("amount", "no amount")]
    public void CreateTask_Extraction_AnswerIsInTheRequestVerbatim(string name, string missing)
    {
        var task = Conversations.Tasks.Single(task => task.Name == name);
        var random = new Random(8);
        for (var i = 0; i < 1000; i++)
        {
            var messages = Conversations.CreateTask(task, random, Split.Training);

            Assert.True(messages[1].Content == missing || messages[0].Content.Contains(messages[1].Content, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void ReadHandWritten_EveryTask_HasTwentyFiveCases() =>
        Assert.All(EvaluationSets.ReadHandWritten(), task => Assert.True(task.Cases.Count >= 25, task.Name));

    private static List<ChatMessage> Draw(int seed, int count, Split split)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).SelectMany(_ => Conversations.Create(random, split))];
    }
}
