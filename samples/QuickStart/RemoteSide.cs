using HybridInference.LoopbackServer;
using HybridInference.OpenAI;

namespace HybridInference.Samples.QuickStart;

/// <summary>The remote side: OpenAI when there is a key in the environment, otherwise a simulation on this machine.</summary>
internal static class RemoteSide
{
    public static bool HasKey => !string.IsNullOrEmpty(Key);

    private static string? Key => Environment.GetEnvironmentVariable("OPENAI_API_KEY");

    public static Action<OpenAIChatClientOptions> Configure(LoopbackOpenAIServer? simulation) => options =>
    {
        options.Model = simulation is null ? Environment.GetEnvironmentVariable("OPENAI_MODEL") ?? "gpt-4o-mini" : "simulated";
        options.ApiKey = simulation is null ? Key : null;
        options.Endpoint = simulation?.Endpoint;
    };
}
