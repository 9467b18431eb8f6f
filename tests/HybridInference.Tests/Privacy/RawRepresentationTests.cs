using HybridInference.Tests.Client;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy;

/// <summary>Providers send their own objects in place of the content that carries them, so these are read too, or left out.</summary>
public sealed class RawRepresentationTests
{
    private static readonly string Secret = PrivateText.Email();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ReadableAndPrivate_StaysLocal(bool streaming)
    {
        TestHybrid hybrid = WithReader();

        await hybrid.Client.SendAsync(streaming, [Large(), WithRaw(new KnownRaw(Secret))], cancellationToken: Token);
        await hybrid.Client.SendAsync(streaming, [Large(), new(ChatRole.Assistant, "hi") { RawRepresentation = new KnownRaw(Secret) }], cancellationToken: Token);

        Assert.Empty(hybrid.Remote.Requests);
        Assert.Equal(2, hybrid.Local.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ReadableAndNotPrivate_TravelsUnchanged(bool streaming)
    {
        TestHybrid hybrid = WithReader();
        ChatMessage message = WithRaw(new KnownRaw("nothing"));

        await hybrid.Client.SendAsync(streaming, [Large(), message], cancellationToken: Token);

        Assert.Same(message, Assert.Single(hybrid.Remote.Requests).Messages[1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_Unreadable_TravelsWithoutIt(bool streaming)
    {
        var hybrid = new TestHybrid();
        ChatMessage[] messages = [Large(), .. Contents().Select(content => new ChatMessage(ChatRole.User, [content]) { RawRepresentation = Secret })];
        foreach (AIContent content in messages.Skip(1).SelectMany(message => message.Contents))
        {
            content.RawRepresentation = Secret;
            content.AdditionalProperties = new() { ["kept"] = "yes" };
        }

        await hybrid.Client.SendAsync(streaming, messages, cancellationToken: Token);

        ChatMessage[] received = [.. Assert.Single(hybrid.Remote.Requests).Messages.Skip(1)];
        Assert.Equal(messages.Length - 1, received.Length);
        Assert.All(received.Zip(messages.Skip(1)), pair =>
        {
            AIContent sent = Assert.Single(pair.First.Contents);
            AIContent original = Assert.Single(pair.Second.Contents);
            Assert.Null(pair.First.RawRepresentation);
            Assert.Null(sent.RawRepresentation);
            Assert.Equal("yes", sent.AdditionalProperties!["kept"]);
            Assert.Equal(Json(original), Json(sent));
            Assert.Equal(Secret, original.RawRepresentation);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_NothingButAnUnreadableObject_StaysLocal(bool streaming)
    {
        var hybrid = new TestHybrid();

        await hybrid.Client.SendAsync(streaming, [Large(), new(ChatRole.User, [new AIContent { RawRepresentation = Secret }])], cancellationToken: Token);

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task Request_RawRepresentationFactory_StaysLocalUnlessTrusted(bool streaming, bool trusted)
    {
        var remote = new FakeChatClient();
        var client = new HybridChatClient(
            [HybridTarget.Local(new FakeChatClient()), HybridTarget.Remote(remote)],
            options: new() { TrustRawRepresentationFactory = trusted });

        await client.SendAsync(streaming, TestHybrid.LargePrompt, new ChatOptions { RawRepresentationFactory = _ => Secret }, Token);

        Assert.Equal(trusted ? 1 : 0, remote.Requests.Count);
    }

    private static TestHybrid WithReader() => new(services: new() { RawRepresentationReaders = [new KnownRawReader()] });

    private static ChatMessage Large() => new(ChatRole.User, TestHybrid.LargePrompt);

    private static ChatMessage WithRaw(object raw) => new(ChatRole.User, [new TextContent("hi") { RawRepresentation = raw }]);

    private static AIContent[] Contents() =>
    [
        new TextContent("text"),
        new TextReasoningContent("thought") { ProtectedData = "p" },
        new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["a"] = 1 }),
        new FunctionResultContent("1", "result"),
        new UriContent("https://example.org/a.png", "image/png"),
        new DataContent(new byte[] { 1, 2 }, "image/png") { Name = "a.png" },
    ];

    private static string Json(AIContent content) => System.Text.Json.JsonSerializer.Serialize(content, AIJsonUtilities.DefaultOptions);

    private sealed record KnownRaw(string Text);

    private sealed class KnownRawReader : IRawRepresentationReader
    {
        public bool CanRead(object rawRepresentation) => rawRepresentation is KnownRaw;

        public string ReadJson(object rawRepresentation) => System.Text.Json.JsonSerializer.Serialize((KnownRaw)rawRepresentation);
    }
}
