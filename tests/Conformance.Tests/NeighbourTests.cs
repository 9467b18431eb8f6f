using HybridInference;
using HybridInference.TestUtils;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Conformance.Tests;

/// <summary>What docs/interop.md tells users to write.</summary>
/// <remarks>The agent is here and not among the samples, because its package does not restore everywhere: see the project file.</remarks>
public sealed class NeighbourTests
{
    private readonly WeatherTool _weather = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Agent_OnTheDemoModelAndAServer_CallsToolsThereAndKeepsPrivateTextHere(bool streaming)
    {
        await using Sides remote = await Sides.StartAsync(round => round == 0 ? new("", ScriptedReply.Call("call-1", "weather", "Rome")) : new("Sunny."));
        await using ServiceProvider provider = BuildServices(services =>
        {
            services.AddOnnxChatClient("local", options => options.ModelPath = DemoModel.Folder);
            services.AddOpenAIChatClient("remote", options => (options.Model, options.Endpoint) = ("large", remote.Server.Endpoint));
            services.AddHybridChatClient(hybrid => hybrid.UseLocal("local").UseRemote("remote"));
        });
        AITool weather = _weather.Function;
        string address = string.Join('@', "nora.lind", "example.org");

        #region interop: agents
        IChatClient client = provider.GetRequiredService<IChatClient>();
        var assistant = new ChatClientAgent(client, instructions: "Be brief.", name: "assistant", tools: [weather]);
        var reader = new ChatClientAgent(client, name: "reader");
        #endregion
        AgentResponse answer = await RunAsync(assistant, streaming, "Is it sunny in Rome?");
        AgentResponse found = await RunAsync(reader, streaming, $"Find the e-mail address: write to {address} before Friday.");

        Assert.Equal(("Sunny.", address), (answer.Text, found.Text));
        Assert.Equal(["Rome"], _weather.Asked);
        Assert.Equal(2, remote.Server.RequestCount);
        Assert.False(remote.Server.HasReceived(address));
    }

    [Fact]
    public async Task Ollama_NotThere_IsTheLocalTargetAndRemoteAnswers()
    {
        await using Sides remote = await Sides.StartAsync("remote answer");
        IConfiguration configuration = Configure(remote.Server.Endpoint);
        await using ServiceProvider provider = BuildServices(services =>
        {
            #region interop: ollama
            services.AddOllamaChatClient("local", options => options.Model = "llama3.2");
            services.AddOpenAIChatClient("remote", configuration.GetSection("OpenAI"));
            services.AddHybridChatClient(hybrid => hybrid.UseLocal("local").UseRemote("remote"));
            #endregion
            services.Configure<HybridInference.Ollama.OllamaChatClientOptions>("local", options => options.Endpoint = new("http://127.0.0.1:1"));
        });

        ChatResponse response = await provider.GetRequiredService<IChatClient>().GetResponseAsync("hello", cancellationToken: Token);

        Assert.Equal("remote answer", response.Text);
        Assert.Equal(FailureKind.Transient, response.GetRoutingDecision()!.Attempts[0].Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LocalServer_OfOpenAIsProtocol_ServesPrivateRequests(bool streaming)
    {
        await using Sides remote = await Sides.StartAsync("remote answer");
        await using Sides server = await Sides.StartAsync("local answer");
        IConfiguration configuration = Configure(remote.Server.Endpoint);
        await using ServiceProvider provider = BuildServices(services =>
        {
            #region interop: local server
            services.AddOpenAIChatClient("local", options =>
            {
                options.Model = "qwen2.5-0.5b";
                options.Endpoint = new Uri("http://127.0.0.1:8080/v1");
                options.Capabilities = ChatCapabilities.Tools | ChatCapabilities.StructuredOutput;
                options.ContextLength = 4096;
            });
            services.AddOpenAIChatClient("remote", configuration.GetSection("OpenAI"));
            services.AddHybridChatClient(hybrid => hybrid.UseLocal("local").UseRemote("remote"));
            #endregion
            services.Configure<HybridInference.OpenAI.OpenAIChatClientOptions>("local", options => options.Endpoint = server.Server.Endpoint);
        });

        ChatResponse response = await provider.GetRequiredService<IChatClient>().SendAsync(streaming, PrivateText.Email, cancellationToken: Token);

        Assert.Equal(("local answer", 0), (response.Text, remote.Requests));
    }

    [Fact]
    public async Task OtherClient_WithALoopbackHandler_CanBeLocal()
    {
        #region interop: another client
        var httpClient = new HttpClient(new LoopbackHttpHandler()) { BaseAddress = new Uri("http://127.0.0.1:11434") };
        var ollama = new OllamaSharp.OllamaApiClient(httpClient, "llama3.2");
        var target = HybridTarget.Local(ollama, capabilities: new(ChatCapabilities.Tools, ContextLength: 4096), ownsClient: true);
        #endregion

        Assert.False(target.Route.IsRemote);
        await Assert.ThrowsAsync<InvalidOperationException>(() => httpClient.GetAsync(new Uri("http://models.example.org/"), Token));
    }

    private static IConfiguration Configure(Uri endpoint) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["OpenAI:Model"] = "large",
        ["OpenAI:Endpoint"] = endpoint.ToString(),
    }).Build();

    private static ServiceProvider BuildServices(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        return services.BuildServiceProvider();
    }

    private static async Task<AgentResponse> RunAsync(ChatClientAgent agent, bool streaming, string message) => streaming
        ? (await agent.RunStreamingAsync(message, cancellationToken: Token).ToListAsync(Token)).ToAgentResponse()
        : await agent.RunAsync(message, cancellationToken: Token);
}
