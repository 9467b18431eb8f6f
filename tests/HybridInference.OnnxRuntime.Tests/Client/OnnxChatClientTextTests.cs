using System.Text;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class OnnxChatClientTextTests
{
    [Theory]
    [InlineData("naïve 日本語 🙂👩‍👩‍👧 end")]
    [InlineData("😀")]
    public async Task Updates_CharactersOfSeveralTokens_AreNeverBroken(string text)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens(text));
        using OnnxChatClient client = folder.CreateClient();
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        List<ChatResponseUpdate> updates = await client.StreamToListAsync();

        Assert.All(updates, update => strict.GetBytes(update.Text));
        Assert.DoesNotContain(updates, update => update.Text.Contains('\uFFFD', StringComparison.Ordinal));
        Assert.All(updates[..^1], update => Assert.NotEqual("", update.Text));
        Assert.Equal(text, string.Concat(updates.Select(update => update.Text)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_AnswerIsCutInACharacter_HasAReplacementCharacterAtTheEnd(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("a😀"));
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, new ChatOptions { MaxOutputTokens = 3 });

        Assert.StartsWith("a", response.Text, StringComparison.Ordinal);
        Assert.Equal("", response.Text[1..].Trim('\uFFFD'));
    }

    [Theory]
    [InlineData(false, "END")]
    [InlineData(true, "END")]
    [InlineData(false, "nowhere", "EN", "END")]
    [InlineData(true, "nowhere", "EN", "END")]
    public async Task Response_StopSequenceAcrossTokens_EndsBeforeIt(bool streaming, params string[] stopSequences)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("one E two EE END three"));
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, new ChatOptions { StopSequences = stopSequences });

        Assert.Equal("one E two EE ", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_EndsWithTheStartOfAStopSequence_HasIt(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("one EN"));
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, new ChatOptions { StopSequences = ["END"] });

        Assert.Equal("one EN", response.Text);
    }
}
