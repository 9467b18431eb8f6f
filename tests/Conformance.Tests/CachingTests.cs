using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HybridInference;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Conformance.Tests;

/// <summary>MEAI's <see cref="DistributedCachingChatClient"/> above a client: what it keeps is JSON.</summary>
public sealed class CachingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public Task Request_AskedTwice_SecondComesOutOfTheCache(Setup setup, bool streaming) => AskTwiceAsync(setup, streaming, AIJsonUtilities.DefaultOptions);

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public Task Request_AskedTwiceWithoutReflection_SecondComesOutOfTheCache(Setup setup, bool streaming) => AskTwiceAsync(setup, streaming, WithoutReflection());

    [Theory]
    [MemberData(nameof(Setups.OnBothPaths), MemberType = typeof(Setups))]
    public async Task Request_OneTextAfterTheOther_IsNotMixedUp(Setup setup, bool streaming)
    {
        await using Sides sides = await Sides.StartAsync("answer");
        IChatClient client = Caching(sides.Create(setup), AIJsonUtilities.DefaultOptions);

        await client.SendAsync(streaming, "one", cancellationToken: Token);
        await client.SendAsync(streaming, "two", cancellationToken: Token);

        Assert.Equal(2, sides.Requests);
    }

    [Theory]
    [MemberData(nameof(Setups.HybridOnBothPaths), MemberType = typeof(Setups))]
    public async Task Conversation_AnswerOutOfTheCache_IsFollowedByAnother(Setup setup, bool streaming)
    {
        await using Sides sides = await Sides.StartAsync("answer");
        IChatClient client = Caching(sides.Create(setup), WithoutReflection());
        List<ChatMessage> conversation = [new(ChatRole.User, "hello")];
        await client.SendAsync(streaming, conversation, cancellationToken: Token);
        ChatResponse cached = await client.SendAsync(streaming, conversation, cancellationToken: Token);
        conversation.AddRange([.. cached.Messages, new(ChatRole.User, "and then?")]);

        ChatResponse next = await client.SendAsync(streaming, conversation, cancellationToken: Token);

        Assert.Equal("answer", next.Text);
        Assert.Empty(next.GetRoutingDecision()!.PrivateData);
        Assert.Equal(setup.Target(), next.GetRoutingDecision()!.Target);
    }

    private static async Task AskTwiceAsync(Setup setup, bool streaming, JsonSerializerOptions json)
    {
        await using Sides sides = await Sides.StartAsync("an answer in words");
        IChatClient client = Caching(sides.Create(setup), json);

        ChatResponse asked = await client.SendAsync(streaming, "hello", cancellationToken: Token);
        ChatResponse cached = await client.SendAsync(streaming, "hello", cancellationToken: Token);

        Assert.Equal(setup.Target(), asked.GetRoutingDecision()?.Target);
        Assert.Null(cached.GetRoutingDecision());
        Assert.Equal(("an answer in words", ChatFinishReason.Stop), (cached.Text, cached.FinishReason));
        Assert.Equal((asked.Usage!.TotalTokenCount, asked.ModelId, asked.ResponseId), (cached.Usage!.TotalTokenCount, cached.ModelId, cached.ResponseId));
        Assert.Equal(1, sides.Requests);
    }

    private static IChatClient Caching(IChatClient client, JsonSerializerOptions json) => client.AsBuilder()
        .UseDistributedCache(new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions())), cache => cache.JsonSerializerOptions = json)
        .Build();

    /// <summary>MEAI's options as they are in a program that is published without reflection.</summary>
    private static JsonSerializerOptions WithoutReflection()
    {
        var options = new JsonSerializerOptions(AIJsonUtilities.DefaultOptions);
        foreach (IJsonTypeInfoResolver resolver in options.TypeInfoResolverChain.Where(resolver => resolver is DefaultJsonTypeInfoResolver).ToArray())
        {
            options.TypeInfoResolverChain.Remove(resolver);
        }

        return options;
    }
}
