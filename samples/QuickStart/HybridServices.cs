using HybridInference.OpenAI;
using Microsoft.Extensions.DependencyInjection;

namespace HybridInference.Samples.QuickStart;

/// <summary>What the application registers.</summary>
internal static class HybridServices
{
    public static ServiceProvider Build(Action<OpenAIChatClientOptions> configureRemote)
    {
        var services = new ServiceCollection();
        services.AddOnnxChatClient("local", options =>
        {
            options.ModelPath = DemoModel.Folder;
            options.ModelId = DemoModel.ModelId;
        });
        services.AddOpenAIChatClient("remote", configureRemote);

        // The demo model is tiny, so prompts of more than a few sentences are rather work for the remote side.
        services.AddHybridChatClient(hybrid => hybrid
            .UseLocal("local")
            .UseRemote("remote")
            .Configure(options => options.PreferRemoteAboveTokens = 64));
        return services.BuildServiceProvider();
    }
}
