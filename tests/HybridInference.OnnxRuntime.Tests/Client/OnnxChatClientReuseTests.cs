using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>A conversation computes only what is new in each turn, and tells so in its usage.</summary>
public sealed class OnnxChatClientReuseTests
{
    [Theory]
    [InlineData(ModelFolders.Demo, false)]
    [InlineData(ModelFolders.Demo, true)]
    [InlineData(ModelFolders.HuggingFace, false)]
    [InlineData(ModelFolders.HuggingFace, true)]
    public async Task Response_ConversationOfSeveralTurns_IsThatOfAClientThatKeepsNothing(string name, bool streaming)
    {
        string path = ModelFolders.Require(name);
        using var forgetful = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = path, MaxKeptSequences = 0 });
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = path });
        var options = new ChatOptions { MaxOutputTokens = 16 };
        List<ChatMessage> conversation = [new(ChatRole.User, "Hello there, how are you?")];
        int previous = 0;

        for (int turn = 0; turn < 4; turn++)
        {
            ChatResponse expected = await forgetful.AskAsync(streaming, [.. conversation], options);
            ChatResponse actual = await client.AskAsync(streaming, [.. conversation], options);

            Assert.Equal(expected.Text, actual.Text);
            Assert.Equal(0, expected.Usage?.CachedInputTokenCount);
            Assert.InRange(actual.Usage?.CachedInputTokenCount ?? -1, previous, actual.Usage?.InputTokenCount ?? 0);
            previous = (int)(actual.Usage?.InputTokenCount ?? 0);
            conversation.AddRange([new(ChatRole.Assistant, actual.Text), new(ChatRole.User, $"And number {turn}?")]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Requests_EightAtOnceTwice_AnswerAsAClientThatKeepsNothing(bool streaming)
    {
        string path = ModelFolders.Require("tiny-gqa-int4");
        using var forgetful = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = path, MaxOutputTokens = 12, MaxKeptSequences = 0 });
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = path, MaxOutputTokens = 12 });
        string[] questions = [.. Enumerable.Range(0, 8).Select(i => $"Question {i}?")];

        for (int round = 0; round < 2; round++)
        {
            ChatResponse[] together = await Task.WhenAll(questions.Select(question => client.AskAsync(streaming, question: question)));
            for (int i = 0; i < questions.Length; i++)
            {
                Assert.Equal((await forgetful.AskAsync(streaming, question: questions[i])).Text, together[i].Text);
            }
        }
    }
}
