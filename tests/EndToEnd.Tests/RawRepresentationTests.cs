using HybridInference;
using HybridInference.LoopbackServer;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace EndToEnd.Tests;

/// <summary>The OpenAI client sends the SDK's own objects in place of the content that carries them.</summary>
public sealed class RawRepresentationTests
{
    private static readonly string Secret = string.Join('@', "someone", "mail.test.org");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Positions => [.. Requests.Keys];

    private static Dictionary<string, (ChatMessage Message, ChatOptions? Options)> Requests => new()
    {
        ["content part"] = (new(ChatRole.User, [new TextContent("hi") { RawRepresentation = ChatMessageContentPart.CreateTextPart(Secret) }]), null),
        ["part alone"] = (new(ChatRole.User, [new AIContent { RawRepresentation = ChatMessageContentPart.CreateTextPart(Secret) }]), null),
        ["user message"] = (new(ChatRole.User, "hi") { RawRepresentation = new UserChatMessage(Secret) }, null),
        ["assistant message"] = (new(ChatRole.Assistant, "hi") { RawRepresentation = new AssistantChatMessage(Secret) }, null),
        ["options"] = (new(ChatRole.User, "hi"), new() { RawRepresentationFactory = _ => new ChatCompletionOptions { EndUserId = Secret } }),
    };

    [Theory]
    [MemberData(nameof(Positions))]
    public async Task Request_PrivateInARawRepresentation_NeverReachesTheSocket(string position)
    {
        (ChatMessage message, ChatOptions? options) = Requests[position];
        await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        await using ServiceProvider services = Build(server);

        ChatResponse response = await services.GetRequiredService<IChatClient>().GetResponseAsync([message], options, Token);

        Assert.Equal("local", response.GetRoutingDecision()!.Target);
        Assert.Empty(server.ReceivedBytes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Conversation_WithTheRemoteSidesOwnAnswers_GoesOnRemotely(bool streaming)
    {
        await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        await using ServiceProvider services = Build(server);
        IChatClient client = services.GetRequiredService<IChatClient>();
        List<ChatMessage> messages = [new(ChatRole.User, "first question")];

        messages.AddMessages(await client.SendAsync(streaming, messages, cancellationToken: Token));
        messages.Add(new(ChatRole.User, "second question"));
        ChatResponse second = await client.SendAsync(streaming, messages, cancellationToken: Token);

        Assert.Equal("remote", second.GetRoutingDecision()!.Target);
        Assert.Equal(3, server.Requests[1].Messages.Count);
    }

    private static ServiceProvider Build(LoopbackOpenAIServer server)
    {
        var services = new ServiceCollection();
        services.AddKeyedChatClient("local", FakeChatClient.Replying("local answer"));
        services.AddOpenAIChatClient("remote", options => (options.Model, options.Endpoint) = ("test", server.Endpoint));
        services.AddHybridChatClient(hybrid => hybrid
            .UseLocal("local")
            .UseRemote("remote")
            .Configure(options => options.PreferRemoteAboveTokens = 0));
        return services.BuildServiceProvider();
    }
}
