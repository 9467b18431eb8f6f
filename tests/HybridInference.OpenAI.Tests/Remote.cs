using HybridInference.LoopbackServer;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace HybridInference.OpenAI.Tests;

/// <summary>A loopback server with a client for it, registered as an application would.</summary>
internal sealed class Remote : IAsyncDisposable
{
    public const string Key = "remote";
    public const string Model = "test-model";

    private Remote(LoopbackOpenAIServer server, ServiceProvider services)
    {
        Server = server;
        Services = services;
        Client = services.GetRequiredKeyedService<IChatClient>(Key);
    }

    public LoopbackOpenAIServer Server { get; }

    public ServiceProvider Services { get; }

    public IChatClient Client { get; }

    public FailureKind? Classify(Exception exception) => Services.GetRequiredService<IFailureClassifier>().Classify(exception);

    public static async Task<Remote> StartAsync(
        LoopbackReply? reply = null,
        Action<OpenAIChatClientOptions>? configure = null,
        Action<IServiceCollection>? addServices = null)
    {
        var server = await LoopbackOpenAIServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        if (reply is not null)
        {
            server.Respond = _ => reply;
        }

        var services = new ServiceCollection();
        services.AddOpenAIChatClient(Key, options =>
        {
            options.Model = Model;
            options.Endpoint = server.Endpoint;
            configure?.Invoke(options);
        });
        addServices?.Invoke(services);
        return new(server, services.BuildServiceProvider());
    }

    public Task<ChatResponse> SendAsync(bool streaming, string message = "hello", ChatOptions? options = null) =>
        Client.SendAsync(streaming, message, options, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Server.DisposeAsync();
    }
}
