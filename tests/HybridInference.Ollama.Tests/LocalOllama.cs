using HybridInference.LoopbackServer;
using HybridInference.LoopbackServer.Ollama;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.Ollama.Tests;

/// <summary>Ollama as the local target of a hybrid client, registered as an application would, beside a remote target that is a fake.</summary>
internal sealed class LocalOllama : IAsyncDisposable
{
    public const string Model = "test";

    private ServiceProvider? _services;

    private LocalOllama(LoopbackOllamaServer server) => Server = server;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public LoopbackOllamaServer Server { get; }

    public FakeChatClient Remote { get; } = FakeChatClient.Replying("remote answer");

    public FakeTimeProvider Time { get; } = new();

    public Action<OllamaChatClientOptions> Configure { get; init; } = _ => { };

    public HybridChatClient Client => (_services ??= Register()).GetRequiredService<IChatClient>().GetService<HybridChatClient>()!;

    public RouteTarget Target => Client.Targets[0];

    public static async Task<LocalOllama> StartAsync(Func<LoopbackReply>? reply = null) =>
        new(await LoopbackOllamaServer.StartAsync(_ => reply?.Invoke() ?? LoopbackReply.Text("local answer"), Token));

    public static async Task<LocalOllama> StartAsync(LoopbackOllamaModel model, Action<OllamaChatClientOptions>? configure = null)
    {
        var ollama = new LocalOllama(await LoopbackOllamaServer.StartAsync(_ => LoopbackReply.Text("local answer"), Token)) { Configure = configure ?? (_ => { }) };
        ollama.Server.Models = [model];
        return ollama;
    }

    public Task<ChatResponse> SendAsync(bool streaming, string message = "hello", ChatOptions? options = null) => Client.SendAsync(streaming, message, options, Token);

    public async ValueTask DisposeAsync()
    {
        await (_services?.DisposeAsync() ?? default);
        await Server.DisposeAsync();
    }

    private ServiceProvider Register()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddOllamaChatClient("local", options =>
        {
            (options.Model, options.Endpoint) = (Model, Server.Endpoint);
            Configure(options);
        });
        services.AddKeyedSingleton<IChatClient>("remote", Remote);
        services.AddHybridChatClient(hybrid => hybrid.UseLocal("local").UseRemote("remote"));
        return services.BuildServiceProvider();
    }
}
