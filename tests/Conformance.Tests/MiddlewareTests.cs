using HybridInference;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Conformance.Tests;

/// <summary>Middleware that changes what is asked, and builders and containers that make pipelines.</summary>
public sealed class MiddlewareTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Request_OptionsConfiguredAbove_ReachTheModel(Setup setup, bool streaming)
    {
        await using Sides sides = await Sides.StartAsync("answer");
        IChatClient client = sides.Create(setup).AsBuilder().ConfigureOptions(options => options.MaxOutputTokens = 17).Build();
        var options = new ChatOptions { Temperature = 0 };

        await client.SendAsync(streaming, "hello", options, Token);

        int? received = sides.Server.Requests.Select(request => (int?)request.Json.GetProperty("max_completion_tokens").GetInt32())
            .Concat(sides.Local.Requests.Select(request => request.Options!.MaxOutputTokens)).Single();
        Assert.Equal(17, received);
        Assert.Null(options.MaxOutputTokens);
    }

#pragma warning disable MEAI001 // Reducers are experimental, and yet people put them above their clients.
    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Conversation_ReducedAbove_ModelGetsItsEnd(Setup setup, bool streaming)
    {
        await using Sides sides = await Sides.StartAsync("answer");
        IChatClient client = sides.Create(setup).AsBuilder().UseChatReducer(new MessageCountingChatReducer(1)).Build();
        ChatMessage[] conversation = [new(ChatRole.User, "first"), new(ChatRole.Assistant, "reply"), new(ChatRole.User, "last")];

        await client.SendAsync(streaming, conversation, cancellationToken: Token);

        string received = sides.Server.Requests.Select(request => string.Join('\n', request.Messages.Select(message => message.Text)))
            .Concat(sides.Local.Requests.Select(request => request.Text)).Single();
        Assert.Equal("last", received);
    }
#pragma warning restore MEAI001

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Conversation_OfSeveralTurns_SendsItsOwnAnswersBack(Setup setup, bool streaming)
    {
        await using Sides sides = await Sides.StartAsync("answer");
        IChatClient client = sides.Create(setup);
        List<ChatMessage> conversation = [];
        for (int turn = 1; turn <= 3; turn++)
        {
            conversation.Add(new(ChatRole.User, $"turn {turn}"));
            ChatResponse response = await client.SendAsync(streaming, conversation, cancellationToken: Token);
            conversation.AddMessages(response);
            Assert.Equal("answer", response.Text);
        }

        Assert.Equal([ChatRole.User, ChatRole.Assistant, ChatRole.User, ChatRole.Assistant, ChatRole.User, ChatRole.Assistant], conversation.Select(message => message.Role));
        Assert.Equal(3, sides.Requests);
    }

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Request_AnonymousMiddleware_SeesEveryUpdateOnce(Setup setup, bool streaming)
    {
        await using Sides sides = await Sides.StartAsync("one two three");
        string seen = "";
        IChatClient client = sides.Create(setup).AsBuilder().Use(
            async (messages, options, inner, token) =>
            {
                ChatResponse response = await inner.GetResponseAsync(messages, options, token);
                seen += response.Text;
                return response;
            },
            (messages, options, inner, token) => Watch(inner.GetStreamingResponseAsync(messages, options, token), text => seen += text)).Build();

        ChatResponse response = await client.SendAsync(streaming, "hello", cancellationToken: Token);

        Assert.Equal((response.Text, "one two three"), (seen, response.Text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Container_PipelineOverAHybridClient_WorksAndIsDisposedOfOnce(bool streaming)
    {
        var local = FakeChatClient.Replying("local answer");
        var services = new ServiceCollection();
        services.AddDistributedMemoryCache();
        services.AddLogging();
        services.AddKeyedChatClient("local", local);
        services.AddKeyedChatClient("remote", FakeChatClient.Replying("remote answer"));
        services.AddHybridChatClient(hybrid => hybrid.UseLocal("local").UseRemote("remote"))
            .UseFunctionInvocation().UseDistributedCache().UseOpenTelemetry().UseLogging();
        ServiceProvider provider = services.BuildServiceProvider();
        IChatClient client = provider.GetRequiredService<IChatClient>();

        ChatResponse response = await client.SendAsync(streaming, "hello", cancellationToken: Token);

        Assert.Equal("local answer", response.Text);
        Assert.NotNull(client.GetService<HybridChatClient>());
        Assert.NotNull(client.GetService<FunctionInvokingChatClient>());
        await provider.DisposeAsync();
        client.Dispose();
        Assert.Equal(1, local.DisposeCount);
    }

    [Fact]
    public void Builder_OverAHybridClient_FindsEachLayer()
    {
        using var hybrid = new HybridChatClient([HybridTarget.Local(new FakeChatClient())]);
        using IChatClient client = hybrid.AsBuilder().UseFunctionInvocation().UseLogging().Build(new ServiceCollection().AddLogging().BuildServiceProvider());

        Assert.Same(hybrid, client.GetService<HybridChatClient>());
        Assert.NotNull(client.GetService<FunctionInvokingChatClient>());
        Assert.Equal("hybrid", client.GetService<ChatClientMetadata>()!.ProviderName);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Watch(IAsyncEnumerable<ChatResponseUpdate> updates, Action<string> watch)
    {
        await foreach (ChatResponseUpdate update in updates)
        {
            watch(update.Text);
            yield return update;
        }
    }
}
