using HybridInference.Tests.Client;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy.Rules;

/// <summary>Redacted conversations that go on at the same time get back their own values, and no other's.</summary>
public sealed class ParallelConversationTests
{
    private const int Conversations = 32;
    private const int Turns = 5;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Requests_OfManyConversationsAtOnce_GetTheirOwnValues(bool streaming, bool keepsMap)
    {
        var hybrid = new TestHybrid(
            PrivateRequests.Down(), FakeChatClient.Replying("Written to [EMAIL_1]."), options: PrivateRequests.Handling((PiiCategories.Email, PrivateDataHandling.RedactThenRemote)));

        await Task.WhenAll(Enumerable.Range(0, Conversations).Select(number => Task.Run(() => TalkAsync(hybrid, streaming, keepsMap, number), Token)));

        Assert.Equal(Conversations * Turns, hybrid.Remote.Requests.Count);
        Assert.All(hybrid.Remote.Requests, request => Assert.DoesNotContain(request.Messages, message => message.Text.Contains('@', StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Requests_AtOnceWithOneMap_HaveAPlaceholderForEachValue(bool streaming)
    {
        using var map = new RedactionMap();
        var hybrid = new TestHybrid(
            PrivateRequests.Down(), Echo(), options: PrivateRequests.Handling((PiiCategories.Email, PrivateDataHandling.RedactThenRemote)));

        string[] texts = [.. Enumerable.Range(0, Conversations).Select(number => $"Write to {EmailOf(number)}")];
        ChatResponse[] responses = await Task.WhenAll(texts.Select(text =>
            Task.Run(() => hybrid.Client.SendAsync(streaming, text, new ChatOptions().RedactWith(map), Token), Token)));

        Assert.Equal(texts, responses.Select(response => response.Text));
        Assert.Equal(Conversations, hybrid.Remote.Requests.Select(request => request.Text).Distinct().Count());
        Assert.Equal(Conversations, map.Count);
    }

    private static async Task TalkAsync(TestHybrid hybrid, bool streaming, bool keepsMap, int number)
    {
        using var map = new RedactionMap();
        List<ChatMessage> history = [];
        for (int turn = 0; turn < Turns; turn++)
        {
            history.Add(new(ChatRole.User, $"Write to {EmailOf(number)}, turn {turn}"));
            ChatOptions? options = keepsMap ? new ChatOptions().RedactWith(map) : null;
            ChatResponse response = await hybrid.Client.SendAsync(streaming, history, options, Token);
            Assert.Equal($"Written to {EmailOf(number)}.", response.Text);
            history.AddMessages(response);
        }
    }

    private static FakeChatClient Echo() => new()
    {
        GetResponseAsyncCallback = (messages, _, _) => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, messages[^1].Text))),
        GetStreamingResponseAsyncCallback = (messages, _, _) => FakeStream.Of(FakeStream.Words(messages[^1].Text)),
    };

    private static string EmailOf(int number) => string.Join('@', $"maria.example{number}", "mail.test.org");
}
