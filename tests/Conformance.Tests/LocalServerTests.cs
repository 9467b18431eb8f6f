using HybridInference;
using HybridInference.LoopbackServer;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

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

    private static ServiceProvider Register(Uri local, Uri remote)
    {
        var services = new ServiceCollection();
        services.AddOpenAIChatClient("local", options => (options.Model, options.Endpoint, options.AllowMissingApiKey) = ("small", local, true));
        services.AddOpenAIChatClient("remote", options => (options.Model, options.Endpoint) = ("large", remote));
        services.AddHybridChatClient(hybrid => hybrid.UseLocal("local").UseRemote("remote"));
        return services.BuildServiceProvider();
    }
}
