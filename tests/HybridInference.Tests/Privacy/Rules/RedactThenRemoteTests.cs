using HybridInference.Tests.Client;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy.Rules;

public sealed class RedactThenRemoteTests
{
    private static readonly (string, PrivateDataHandling) RedactEmail = (PiiCategories.Email, PrivateDataHandling.RedactThenRemote);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_Redacted_LeavesWithPlaceholdersAndComesBackWithValues(bool streaming)
    {
        var hybrid = new TestHybrid(PrivateRequests.Down(), FakeChatClient.Replying("Written to [EMAIL_1] today."), options: PrivateRequests.Handling(RedactEmail));

        ChatResponse response = await hybrid.Client.SendAsync(streaming, $"Write to {PrivateText.Email()}", cancellationToken: Token);

        Assert.Equal("Write to [EMAIL_1]", Assert.Single(hybrid.Remote.Requests).Text);
        Assert.Equal($"Written to {PrivateText.Email()} today.", response.Text);
        Assert.Equal("remote", TestHybrid.DecisionOf(response).Target);
        Assert.Equal(RequestTransformations.Redact, TestHybrid.DecisionOf(response).Verdict.Transformations);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_LocalServes_SeesTheValues(bool streaming)
    {
        var hybrid = new TestHybrid(options: PrivateRequests.Handling(RedactEmail));

        await hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token);

        Assert.Equal(PrivateText.Email(), Assert.Single(hybrid.Local.Requests).Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_AnotherCategoryMustStay_StaysHere(bool streaming)
    {
        var hybrid = new TestHybrid(PrivateRequests.Down(), options: PrivateRequests.Handling(RedactEmail));

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => hybrid.Client.SendAsync(streaming, $"{PrivateText.Email()} {PrivateText.CardNumber()}", cancellationToken: Token));

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Request_OneCategoryRedactedAndOneConsentedTo_BothHold(bool streaming, bool consents)
    {
        var hybrid = new TestHybrid(
            PrivateRequests.Down(),
            options: PrivateRequests.Handling(RedactEmail, (PiiCategories.CreditCard, PrivateDataHandling.AskConsent)),
            services: new() { AskConsent = (_, _) => new(consents) });

        Task<ChatResponse> sending = hybrid.Client.SendAsync(streaming, $"{PrivateText.Email()}, card {PrivateText.CardNumber()}", cancellationToken: Token);

        if (consents)
        {
            await sending;
            Assert.Equal($"[EMAIL_1], card {PrivateText.CardNumber()}", Assert.Single(hybrid.Remote.Requests).Text);
        }
        else
        {
            await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => sending);
            Assert.Empty(hybrid.Remote.Requests);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_CannotBeRedacted_IsWithheld(bool streaming)
    {
        var hybrid = new TestHybrid(PrivateRequests.Down(), options: PrivateRequests.Handling(RedactEmail));
        ChatMessage call = new(ChatRole.Assistant, [new FunctionCallContent("1", PrivateText.Email())]);

        var thrown = await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => hybrid.Client.SendAsync(streaming, [call], cancellationToken: Token));

        Assert.Equal(FailureKind.Withheld, thrown.Decision.Attempts[^1].Failure);
        Assert.Empty(hybrid.Remote.Requests);
        Assert.DoesNotContain(PrivateText.Email(), thrown.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_DetectorFindsMoreAfterRedaction_IsWithheld(bool streaming)
    {
        var hybrid = new TestHybrid(
            PrivateRequests.Down(),
            options: PrivateRequests.Handling(("LAST", PrivateDataHandling.RedactThenRemote)),
            services: new() { Detector = new LastWordDetector() });

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => hybrid.Client.SendAsync(streaming, "one two three", cancellationToken: Token));

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_MapIsGone_IsWithheld(bool streaming)
    {
        var map = new RedactionMap();
        map.Dispose();
        var hybrid = new TestHybrid(PrivateRequests.Down(), options: PrivateRequests.Handling(RedactEmail));

        var thrown = await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => hybrid.Client.SendAsync(streaming, PrivateText.Email(), new ChatOptions().RedactWith(map), Token));

        Assert.Contains(nameof(ObjectDisposedException), thrown.ToString());
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Conversation_FullHistory_KeepsItsPlaceholders(bool streaming)
    {
        string other = "second." + PrivateText.Email();
        var hybrid = new TestHybrid(PrivateRequests.Down(), FakeChatClient.Replying("Done, [EMAIL_1]."), options: PrivateRequests.Handling(RedactEmail));
        List<ChatMessage> history = [new(ChatRole.User, $"mail {PrivateText.Email()}")];

        history.AddMessages(await hybrid.Client.SendAsync(streaming, history, cancellationToken: Token));
        history.Add(new(ChatRole.User, $"and {other} and {PrivateText.Email()}"));
        await hybrid.Client.SendAsync(streaming, history, cancellationToken: Token);

        Assert.Equal(
            ["mail [EMAIL_1]", "Done, [EMAIL_1].", "and [EMAIL_2] and [EMAIL_1]"],
            hybrid.Remote.Requests[^1].Messages.Select(message => message.Text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Conversation_TrimmedHistoryWithItsMap_KeepsItsPlaceholders(bool streaming)
    {
        using var map = new RedactionMap();
        ChatOptions options = new ChatOptions().RedactWith(map);
        var hybrid = new TestHybrid(PrivateRequests.Down(), options: PrivateRequests.Handling(RedactEmail));
        await hybrid.Client.SendAsync(streaming, "mail first." + PrivateText.Email(), options, Token);

        await hybrid.Client.SendAsync(streaming, $"mail {PrivateText.Email()}", options, Token);

        Assert.Equal("mail [EMAIL_2]", hybrid.Remote.Requests[^1].Text);
        Assert.DoesNotContain(ChatOptionsPrivacyExtensions.RedactionMapKey, hybrid.Remote.Requests[^1].Options!.AdditionalProperties!.Keys);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Conversation_ValueOfItsMapThatNothingGivesAway_IsRedactedStill(bool streaming)
    {
        using var map = new RedactionMap();
        ChatOptions options = new ChatOptions().RedactWith(map);
        string number = PiiText.SocialSecurityNumber().Replace("-", "", StringComparison.Ordinal);
        var hybrid = new TestHybrid(PrivateRequests.Down(), options: PrivateRequests.Handling((PiiCategories.UsSsn, PrivateDataHandling.RedactThenRemote)));
        await hybrid.Client.SendAsync(streaming, $"My SSN is {number}.", options, Token);

        await hybrid.Client.SendAsync(streaming, $"Is {number} odd?", options, Token);

        Assert.Equal(["My SSN is [US_SSN_1].", "Is [US_SSN_1] odd?"], hybrid.Remote.Requests.Select(request => request.Text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ValueWhereNothingCanBeReplaced_IsWithheld(bool streaming)
    {
        string number = PiiText.SocialSecurityNumber().Replace("-", "", StringComparison.Ordinal);
        var tool = AIFunctionFactory.Create(() => 1, new AIFunctionFactoryOptions { Name = "f", AdditionalProperties = new Dictionary<string, object?> { ["p"] = number } });
        var hybrid = new TestHybrid(PrivateRequests.Down(), options: PrivateRequests.Handling((PiiCategories.UsSsn, PrivateDataHandling.RedactThenRemote)));

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => hybrid.Client.SendAsync(streaming, $"My SSN is {number}.", new ChatOptions { Tools = [tool] }, Token));

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ToolLoop_Redacted_ToolGetsTheValueAndItsResultIsRedactedAgain(bool streaming)
    {
        string? told = null;
        int round = 0;
        var remote = new FakeChatClient
        {
            GetResponseAsyncCallback = (_, _, _) => Task.FromResult(new ChatResponse(Answer(round++))),
            GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of(new ChatResponse(Answer(round++)).ToChatResponseUpdates()),
        };
        var hybrid = new TestHybrid(PrivateRequests.Down(), remote, options: PrivateRequests.Handling(RedactEmail));
        using IChatClient client = hybrid.Client.AsBuilder().UseFunctionInvocation().Build();
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create((string to) => "sent to " + (told = to), "send")] };

        ChatResponse response = await client.SendAsync(streaming, $"Write to {PrivateText.Email()}", options, Token);

        Assert.Equal(PrivateText.Email(), told);
        Assert.Equal($"Sent to {PrivateText.Email()}", response.Text);
        Assert.Equal("sent to [EMAIL_1]", hybrid.Remote.Requests[^1].Messages[^1].Contents.OfType<FunctionResultContent>().Single().Result?.ToString());
    }

    private static ChatMessage Answer(int round) => round == 0
        ? new(ChatRole.Assistant, [new FunctionCallContent("1", "send", new Dictionary<string, object?> { ["to"] = "[EMAIL_1]" })])
        : new(ChatRole.Assistant, "Sent to [EMAIL_1]");

    /// <summary>Finds the last word that is no placeholder, so that there is always one more.</summary>
    private sealed class LastWordDetector : IPiiDetector
    {
        public bool RunsLocally => true;

        public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
        {
            ReadOnlySpan<char> words = text[..(text.IndexOf('[') is var open and >= 0 ? open : text.Length)].TrimEnd();
            int start = words.LastIndexOf(' ') + 1;
            if (words.Length > start)
            {
                matches.Add(new("LAST", start, words.Length - start, 1));
            }
        }
    }
}
