using CsCheck;
using HybridInference;
using HybridInference.LoopbackServer;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Conformance.Tests;

/// <summary>A server that speaks OpenAI's protocol, as Foundry Local, llama.cpp and LM Studio do, as the local target.</summary>
public sealed class LocalServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_Private_IsServedByTheServerOnThisMachine(bool streaming)
    {
        await using Sides remote = await Sides.StartAsync("remote answer");
        await using LoopbackOpenAIServer local = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        local.Respond = _ => LoopbackReply.Text("local answer");
        await using ServiceProvider services = Register(local.Endpoint, remote.Server.Endpoint);

        ChatResponse response = await services.GetRequiredService<IChatClient>()
            .SendAsync(streaming, PrivateText.Email, new ChatOptions().RouteTo(RoutingChoice.PreferRemote), Token);

        Assert.Equal(("local answer", "local"), (response.Text, response.GetRoutingDecision()!.Target));
        Assert.Equal(0, remote.Requests);
    }

    [Fact]
    public void UseLocal_ServerOnAnotherMachine_IsRefused()
    {
        using ServiceProvider services = Register(new("https://models.example.org/v1"), new("http://127.0.0.1:9/v1"));

        ArgumentException thrown = Assert.Throws<ArgumentException>(services.GetRequiredService<IChatClient>);

        Assert.Contains("models.example.org", thrown.Message);
    }

    [Fact]
    public void UseLocal_EverySpellingOfAnAddress_IsTakenOnThisMachineAlone() => EndpointSpelling.Any.Sample(
        spelling =>
        {
            using ServiceProvider services = Register(new(spelling.Text), new("http://127.0.0.1:9/v1"));
            Exception? thrown = Record.Exception(() => services.GetRequiredService<IChatClient>());

            // An address with a user or a query is refused in any case.
            Assert.True(thrown is OptionsValidationException || spelling.IsLoopback == thrown is null, $"{spelling}: {thrown}");
        },
        iter: 500);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PrivateAndTheServerIsOnAnotherMachine_IsRefusedBeforeItConnects(bool streaming) =>
        await EndpointSpelling.Any.Where(spelling => !spelling.IsLoopback && spelling.Text.IndexOfAny(['@', '?']) < 0).SampleAsync(
            async spelling =>
            {
                await using ServiceProvider services = Register(local: null, new(spelling.Text));
                IChatClient client = services.GetRequiredService<IChatClient>();

                await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => client.SendAsync(streaming, PrivateText.Email, cancellationToken: Token));
            },
            iter: 200);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PrivateAndTheServerIsDeclaredRemote_NeverReachesIt(bool streaming)
    {
        await using LoopbackOpenAIServer device = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        await using LoopbackOpenAIServer network = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        await using ServiceProvider services = Register(device.Endpoint, network.Endpoint);
        IChatClient client = services.GetRequiredService<IChatClient>();
        ChatOptions preferRemote = new ChatOptions().RouteTo(RoutingChoice.PreferRemote);

        await client.SendAsync(streaming, "nothing to hide", preferRemote, Token);
        await client.SendAsync(streaming, PrivateText.Email, preferRemote, Token);
        device.Respond = _ => LoopbackReply.Error(503);
        await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => client.SendAsync(streaming, PrivateText.Email, preferRemote, Token));

        Assert.Equal((2, 1), (device.RequestCount, network.RequestCount));
        Assert.False(network.HasReceived(PrivateText.Email));
    }

    private static ServiceProvider Register(Uri? local, Uri remote)
    {
        var services = new ServiceCollection();
        services.AddOpenAIChatClient("local", options =>
            (options.Model, options.Endpoint, options.AllowMissingApiKey, options.AllowUnencrypted) = ("small", local, true, true));
        services.AddOpenAIChatClient("remote", options =>
            (options.Model, options.Endpoint, options.AllowMissingApiKey, options.AllowUnencrypted) = ("large", remote, true, true));
        services.AddHybridChatClient(hybrid =>
        {
            _ = local is null ? hybrid : hybrid.UseLocal("local");
            hybrid.UseRemote("remote");
        });
        return services.BuildServiceProvider();
    }
}
