using HybridInference.LocalModels;
using Microsoft.Extensions.AI;
using Xunit;

namespace HybridInference.TestUtils;

/// <summary>What every client of a local model has to do, whichever engine is under it. A test class per engine and model derives from it.</summary>
/// <remarks>Nothing depends on what a model says, as long as the answer to <see cref="Question"/> has some letters.</remarks>
public abstract class LocalChatClientContract
{
    private const int FewTokens = 4;

    /// <summary>Gets the folder of a model that ends its answer by itself.</summary>
    protected abstract string Folder { get; }

    /// <summary>Gets what is asked.</summary>
    protected virtual string Question => "Hello! How are you today?";

    private static CancellationToken TestCancellation => TestContext.Current.CancellationToken;

    /// <summary>Creates a client of a folder.</summary>
    protected abstract IChatClient CreateClient(string folder);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_Greedy_IsTheSameEachTimeAndComplete(bool streaming)
    {
        using IChatClient client = CreateClient(Folder);
        ChatResponse response = await client.SendAsync(streaming, Question, Few(40), TestCancellation);
        ChatResponse again = await client.SendAsync(!streaming, Question, Few(40), TestCancellation);

        Assert.NotEmpty(response.Text);
        Assert.Equal(response.Text, again.Text);
        Assert.Equal(ChatRole.Assistant, Assert.Single(response.Messages).Role);
        Assert.Equal(client.GetService<ChatClientMetadata>()!.DefaultModelId, response.ModelId);
        Assert.NotEmpty(response.ResponseId!);
        Assert.NotNull(response.CreatedAt);
        Assert.NotEqual(response.ResponseId, again.ResponseId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_MaxOutputTokens_EndsThereWithReasonLength(bool streaming)
    {
        using IChatClient client = CreateClient(Folder);
        int input = await client.GetRequiredService<ITokenCounter>().CountTokensAsync([new(ChatRole.User, Question)], null, TestCancellation);

        ChatResponse response = await client.SendAsync(streaming, Question, Few(FewTokens), TestCancellation);

        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
        Assert.Equal((input, FewTokens, input + FewTokens), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount, response.Usage.TotalTokenCount));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_StopSequenceLongerThanAToken_EndsBeforeIt(bool streaming)
    {
        using IChatClient client = CreateClient(Folder);
        string text = (await client.SendAsync(streaming, Question, Few(40), TestCancellation)).Text;
        string stop = text.Substring(text.Length / 4, Math.Min(text.Length / 2, 9));

        ChatResponse response = await client.SendAsync(
            streaming, Question, new ChatOptions { MaxOutputTokens = 40, Temperature = 0, StopSequences = ["\u0416 is not there", stop] }, TestCancellation);

        Assert.Equal(text[..text.IndexOf(stop, StringComparison.Ordinal)], response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Fact]
    public async Task Stream_Updates_HaveContentAndOneIdentity()
    {
        using IChatClient client = CreateClient(Folder);
        List<ChatResponseUpdate> updates = await client.GetStreamingResponseAsync(Question, Few(20), TestCancellation).ToListAsync(TestCancellation);

        Assert.All(updates, update => Assert.NotEmpty(update.Contents));
        Assert.All(updates, update => Assert.All(update.Contents.OfType<TextContent>(), text => Assert.NotEmpty(text.Text)));
        Assert.Single(updates.Select(update => (update.ResponseId, update.MessageId, update.ModelId, update.Role)).Distinct());
        Assert.Equal(updates.Count - 1, updates.FindIndex(update => update.FinishReason is not null));
        Assert.Single(updates.SelectMany(update => update.Contents).OfType<UsageContent>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_NeutralOptions_ChangeNothing(bool streaming)
    {
        using IChatClient client = CreateClient(Folder);
        string plain = (await client.SendAsync(streaming, Question, new ChatOptions { MaxOutputTokens = 20 }, TestCancellation)).Text;
        var neutral = new ChatOptions
        {
            MaxOutputTokens = 20,
            Temperature = 0,
            PresencePenalty = 0,
            FrequencyPenalty = 0,
            Seed = long.MaxValue,
            StopSequences = [],
            ModelId = "another",
            AllowBackgroundResponses = true,
        };

        Assert.Equal(plain, (await client.SendAsync(streaming, Question, neutral, TestCancellation)).Text);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(int.MaxValue + 1L)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public async Task Response_Seed_GivesTheSameTextAgain(long seed)
    {
        using IChatClient client = CreateClient(Folder);
        var options = new ChatOptions { MaxOutputTokens = 20, Temperature = 2, Seed = seed };

        ChatResponse response = await client.SendAsync(streaming: false, Question, options, TestCancellation);
        _ = await client.SendAsync(streaming: true, "Something else.", options, TestCancellation);

        Assert.Equal(response.Text, (await client.SendAsync(streaming: true, Question, options, TestCancellation)).Text);
    }

    [Fact]
    public async Task Response_TemperatureAlone_Samples()
    {
        using IChatClient client = CreateClient(Folder);
        HashSet<string> texts = [];
        for (int seed = 0; seed < 8; seed++)
        {
            texts.Add((await client.SendAsync(seed % 2 == 0, Question, new ChatOptions { MaxOutputTokens = 12, Temperature = 3, Seed = seed }, TestCancellation)).Text);
        }

        Assert.True(texts.Count > 1, "Eight seeds gave one text.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_NextTurn_ComputesOnlyWhatIsNewAndAnswersTheSame(bool streaming)
    {
        using IChatClient client = CreateClient(Folder);
        ChatResponse first = await client.SendAsync(streaming, Question, Few(20), TestCancellation);
        ChatMessage[] history = [new(ChatRole.User, Question), .. first.Messages, new(ChatRole.User, "And then?")];

        ChatResponse next = await client.SendAsync(streaming, history, Few(20), TestCancellation);
        using IChatClient other = CreateClient(Folder);
        ChatResponse expected = await other.SendAsync(streaming, history, Few(20), TestCancellation);

        Assert.InRange(next.Usage!.CachedInputTokenCount!.Value, first.Usage!.InputTokenCount!.Value - 1, next.Usage.InputTokenCount!.Value - 1);
        Assert.Equal(0, expected.Usage!.CachedInputTokenCount);
        Assert.Equal(expected.Text, next.Text);
    }

    [Fact]
    public async Task Requests_EightAtOnce_AnswerAsOneAfterTheOther()
    {
        using IChatClient client = CreateClient(Folder);
        string[] questions = [.. Enumerable.Range(0, 8).Select(i => $"{Question} {i}")];
        List<string> expected = [];
        foreach (string question in questions)
        {
            expected.Add((await client.SendAsync(streaming: false, question, Few(16), TestCancellation)).Text);
        }

        ChatResponse[] responses = await Task.WhenAll(questions.Select((question, i) => client.SendAsync(i % 2 == 0, question, Few(16), TestCancellation)));

        Assert.Equal(expected, responses.Select(response => response.Text));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_BeforeTheRequest_ThrowsWithTheCallersToken(bool streaming)
    {
        using IChatClient client = CreateClient(Folder);
        var cancelled = new CancellationToken(canceled: true);

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(streaming, Question, null, cancelled));

        Assert.Equal(cancelled, exception.CancellationToken);
        Assert.NotEmpty((await client.SendAsync(streaming, Question, Few(20), TestCancellation)).Text);
    }

    [Fact]
    public async Task Cancel_WhileDecoding_ThrowsAndFreesTheClient()
    {
        using var folder = new EndlessFolder(Folder);
        using IChatClient client = CreateClient(folder.Path);
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(Question, null, cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });

        Assert.Equal(3, (await client.SendAsync(streaming: true, Question, Few(3), TestCancellation)).Usage!.OutputTokenCount);
    }

    [Fact]
    public async Task Break_ReaderStopsEarly_FreesTheClient()
    {
        using var folder = new EndlessFolder(Folder);
        using IChatClient client = CreateClient(folder.Path);
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(Question, null, TestCancellation))
        {
            break;
        }

        Assert.Equal(3, (await client.SendAsync(streaming: false, Question, Few(3), TestCancellation)).Usage!.OutputTokenCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_ContextExhausted_EndsWithReasonLength(bool streaming)
    {
        using var folder = new EndlessFolder(Folder);
        using IChatClient client = CreateClient(folder.Path);

        ChatResponse response = await client.SendAsync(streaming, Question, null, TestCancellation);

        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
        Assert.Equal(EndlessFolder.ContextLength, response.Usage!.TotalTokenCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_PromptLongerThanTheContext_IsRefused(bool streaming)
    {
        using var folder = new EndlessFolder(Folder);
        using IChatClient client = CreateClient(folder.Path);
        string question = string.Join(' ', Enumerable.Range(0, EndlessFolder.ContextLength));

        var exception = await Assert.ThrowsAsync<ContextLengthExceededException>(() => client.SendAsync(streaming, question, null, TestCancellation));

        Assert.Equal(EndlessFolder.ContextLength, exception.ContextLength);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_WhatNoLocalModelCanDo_IsRefusedAtOnce(bool streaming)
    {
        using IChatClient client = CreateClient(Folder);
        Task AskAsync(ChatOptions options) => client.SendAsync(streaming, Question, options, TestCancellation);

        await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync(streaming, Array.Empty<ChatMessage>(), null, TestCancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => AskAsync(new ChatOptions { Temperature = -1 }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => AskAsync(new ChatOptions { StopSequences = [""] }));
        await Assert.ThrowsAnyAsync<NotSupportedException>(() => AskAsync(new ChatOptions { ConversationId = "c" }));
        await Assert.ThrowsAnyAsync<NotSupportedException>(() => AskAsync(new ChatOptions { Tools = [new HostedWebSearchTool()] }));
        await Assert.ThrowsAnyAsync<NotSupportedException>(() => client.SendAsync(
            streaming, [new ChatMessage(ChatRole.User, [new DataContent(new byte[] { 1 }, "image/png")])], null, TestCancellation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_OptionsAndMessages_AreNotChangedAndReadOnce(bool streaming)
    {
        using IChatClient client = CreateClient(Folder);
        var options = new ChatOptions { MaxOutputTokens = 3, StopSequences = ["never there"] };
        int enumerations = 0;
        IEnumerable<ChatMessage> Messages()
        {
            enumerations++;
            yield return new ChatMessage(ChatRole.User, Question);
        }

        _ = await client.SendAsync(streaming, Messages(), options, TestCancellation);

        Assert.Equal(1, enumerations);
        Assert.Equal((3, null, null), (options.MaxOutputTokens, options.Temperature, options.ModelId));
        Assert.Equal(["never there"], options.StopSequences);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dispose_ThenARequest_Throws(bool streaming)
    {
        IChatClient client = CreateClient(Folder);
        _ = await client.SendAsync(streaming, Question, Few(3), TestCancellation);

        client.Dispose();
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.SendAsync(streaming, Question, Few(3), TestCancellation));
    }

    [Fact]
    public async Task Dispose_WhileRequestsRun_EndsThemAndWaits()
    {
        using var folder = new EndlessFolder(Folder);
        IChatClient client = CreateClient(folder.Path);
        _ = await client.SendAsync(streaming: false, Question, Few(1), TestCancellation);
        Task<ChatResponse>[] running = [.. Enumerable.Range(0, 6).Select(i => client.SendAsync(i % 2 == 0, $"{Question} {i}", null, TestCancellation))];

        client.Dispose();

        foreach (Task<ChatResponse> request in running)
        {
            // One that was done before is as good as one that was ended.
            Exception? exception = await Record.ExceptionAsync(() => request);
            Assert.True(exception is null or ObjectDisposedException, $"{exception}");
        }
    }

    private static ChatOptions Few(int tokens) => new() { MaxOutputTokens = tokens, Temperature = 0 };
}
