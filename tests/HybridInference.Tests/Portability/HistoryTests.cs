using CsCheck;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using static HybridInference.Tests.Portability.ThreeTargets;

namespace HybridInference.Tests.Portability;

public sealed class HistoryTests
{
    private readonly ThreeTargets _targets = new();
    private readonly List<ChatMessage> _history = [];
    private string? _conversationId;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_TurnsPrivateWithTheWholeHistory_GoesOnHereWithoutTheId(bool streaming)
    {
        await TalkAsync(streaming, turns: 2, wholeHistory: false);
        ChatMessage[] messages = [.. _history, new(ChatRole.User, $"Write to {PrivateText.Email()}.")];
        ChatOptions options = WithConversation();

        ChatResponse response = await _targets.Client.SendAsync(streaming, messages, options, Token);

        AttemptRecord attempt = Assert.Single(DecisionOf(response).Attempts);
        Assert.Equal("local", attempt.Target);
        Assert.Equal(RequestAdaptations.ConversationId, attempt.Adaptations);
        FakeChatRequest request = Assert.Single(_targets.Local.Requests);
        Assert.Null(request.Options!.ConversationId);
        Assert.Equal(messages, request.Messages);
        Assert.NotNull(options.ConversationId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_TurnsPrivateWithoutTheHistory_IsRefusedWithTheRemedy(bool streaming)
    {
        await TalkAsync(streaming, turns: 2, wholeHistory: false);
        int calls = _targets.B.Requests.Count;

        var exception = await Assert.ThrowsAsync<HistoryNotPortableException>(
            () => _targets.Client.SendAsync(streaming, $"Write to {PrivateText.Email()}.", WithConversation(), Token));

        Assert.Contains("Send the whole history", exception.Message);
        Assert.Contains(RoutingReasons.ConversationPinned, exception.Message);
        Assert.DoesNotContain(PrivateText.Email(), exception.ToString());
        Assert.DoesNotContain(_conversationId!, exception.ToString());
        Assert.Equal(calls, _targets.B.Requests.Count);
        Assert.Empty(_targets.Local.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PrivateInAConversationNobodyKnows_IsRefusedWithTheRemedy(bool streaming)
    {
        var options = new ChatOptions { ConversationId = "made elsewhere" };

        await Assert.ThrowsAsync<HistoryNotPortableException>(
            () => _targets.Client.SendAsync(streaming, $"Write to {PrivateText.Email()}.", options, Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_CallerWantsItHereWithTheWholeHistory_GoesOnHere(bool streaming)
    {
        await TalkAsync(streaming, turns: 3, wholeHistory: true);

        ChatResponse response = await _targets.Client.SendAsync(
            streaming, [.. _history, new(ChatRole.User, "And now?")], WithConversation().RouteTo(RoutingChoice.LocalOnly), Token);

        Assert.Equal("local", DecisionOf(response).Target);
        Assert.Null(Assert.Single(_targets.Local.Requests).Options!.ConversationId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_CallerWantsItHereWithoutTheHistory_IsRefusedWithTheRemedy(bool streaming)
    {
        await TalkAsync(streaming, turns: 1, wholeHistory: false);

        await Assert.ThrowsAsync<HistoryNotPortableException>(
            () => _targets.Client.SendAsync(streaming, "And now?", WithConversation().RouteTo(RoutingChoice.LocalOnly), Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ProviderOfTheConversationFails_GoesOnElsewhereWithTheHistoryOnly(bool streaming)
    {
        await TalkAsync(streaming, turns: 2, wholeHistory: false);
        Fail(_targets.B);
        ChatMessage[] messages = [.. _history, new(ChatRole.User, "And now?")];

        ChatResponse response = await _targets.Client.SendAsync(streaming, messages, WithConversation(), Token);
        await Assert.ThrowsAsync<HttpRequestException>(() => _targets.Client.SendAsync(streaming, "And now?", WithConversation(), Token));

        Assert.Equal(["b", "a"], DecisionOf(response).Attempts.Select(attempt => attempt.Target));
        Assert.Null(Assert.Single(_targets.A.Requests).Options!.ConversationId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_WentOnElsewhere_BelongsToTheConversationThere(bool streaming)
    {
        await TalkAsync(streaming, turns: 2, wholeHistory: false);
        Fail(_targets.B);
        Keep(_targets.A, "conversation of a");
        _history.Add(new(ChatRole.User, "And now?"));
        ChatResponse moved = await _targets.Client.SendAsync(streaming, _history, WithConversation(), Token);
        _history.AddMessages(moved);
        _targets.Preferred = "b";

        RoutingDecision withDelta = await _targets.Client.ExplainAsync([new(ChatRole.User, "More?")], new() { ConversationId = moved.ConversationId }, Token);
        RoutingDecision withHistory = await _targets.Client.ExplainAsync(_history, new() { ConversationId = moved.ConversationId }, Token);

        Assert.Equal(["a"], withDelta.Targets);
        Assert.Equal("a", withHistory.Target);
        Assert.True(withHistory.Targets.Length > 1);
    }

    [Fact]
    public void IsHeldBy_WhatWasSent_OnlyWhenAllOfItComesFirst() =>
        Gen.Select(Gen.String.Array[1, 6], Gen.Int[0, 5], Gen.Bool).Sample((texts, changed, isCut) =>
        {
            ChatMessage[] whole = [.. texts.SelectMany(Turn)];
            ConversationHistory history = texts.Aggregate(
                default(ConversationHistory), (sofar, text) => sofar.WithAnswered([new(ChatRole.System, "Be kind."), new(ChatRole.User, text)]));
            ChatMessage[] other = [.. whole];
            int index = changed % texts.Length * 2;
            other[index] = new(ChatRole.User, texts[index / 2] + "!");

            return history.IsHeldBy(whole)
                && history.IsHeldBy([new(ChatRole.System, "Be brief."), .. whole, new(ChatRole.User, "And now?")])
                && !history.IsHeldBy(isCut ? whole[1..] : other)
                && !history.IsHeldBy([.. whole.Where(message => message.Role == ChatRole.User)]);
        });

    private static ChatMessage[] Turn(string text) => [new(ChatRole.User, text), new(ChatRole.Assistant, "noted")];

    private ChatOptions WithConversation() => new() { ConversationId = _conversationId };

    /// <summary>Talks to target b, which keeps the conversation under another id after each turn, and then prefers a.</summary>
    private async Task TalkAsync(bool streaming, int turns, bool wholeHistory)
    {
        _targets.Preferred = "b";
        for (int i = 0; i < turns; i++)
        {
            Keep(_targets.B, $"conversation-{i}");
            _history.Add(new(ChatRole.User, $"Question {i}?"));
            ChatMessage[] messages = wholeHistory ? [.. _history] : [_history[^1]];
            ChatResponse response = await _targets.Client.SendAsync(streaming, messages, WithConversation(), Token);
            _history.AddMessages(response);
            _conversationId = response.ConversationId;
        }

        _targets.Preferred = "a";
    }
}
