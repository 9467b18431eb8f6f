using System.Net;
using CsCheck;
using HybridInference.Tests.Routing;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Client;

public sealed class LocalEndpointTests
{
    private static readonly WebProxy NoProxy = new();

    [Fact]
    public void Local_EverySpellingOfAnotherMachine_IsRefusedWithItsHost() =>
        EndpointSpelling.Any.Sample(
            spelling =>
            {
                var endpoint = new Uri(spelling.Text);
                string? problem = LocalEndpoint.FindProblem(ClientAt(endpoint), NoProxy);

                Assert.Equal(spelling.IsLoopback, problem is null);
                Assert.True(problem is null || problem.Contains($"'{endpoint.Host}'", StringComparison.Ordinal), problem);
            },
            iter: 3_000);

    [Fact]
    public void Local_ClientWithoutEndpoint_IsTaken()
    {
        Assert.Null(LocalEndpoint.FindProblem(new FakeChatClient(), NoProxy));
        Assert.Null(LocalEndpoint.FindProblem(ClientAt(new("file:///models/small")), NoProxy));
    }

    [Fact]
    public void Local_EndpointOnAnotherMachine_IsRefused()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => HybridTarget.Local(ClientAt(new("http://models.example.org/v1")), "small"));

        Assert.Contains("'small'", thrown.Message);
        Assert.Contains("'models.example.org'", thrown.Message);
    }

    [Fact]
    public void Local_EnvironmentSendsTheEndpointToAProxy_IsRefusedUnlessTheClientTakesNone()
    {
        var proxy = new WebProxy("http://proxy.example.org:3128");
        var endpoint = new Uri("http://127.0.0.1:11434");
        using var handler = new LoopbackHttpHandler();

        Assert.Contains("NO_PROXY", LocalEndpoint.FindProblem(ClientAt(endpoint), proxy));
        Assert.Null(LocalEndpoint.FindProblem(ClientAt(endpoint, handler), proxy));
        Assert.Null(LocalEndpoint.FindProblem(ClientAt(endpoint), new WebProxy("http://proxy.example.org:3128", BypassOnLocal: true)));
    }

    [Fact]
    public void Local_StateTellsCapabilities_TheyHoldUntilTheApplicationSaysOthers()
    {
        var state = new FakeTargetState();
        using var client = new FakeChatClient { GetServiceCallback = (type, _) => type == typeof(ITargetState) ? state : null };
        RouteTarget asked = HybridTarget.Local(client).Route;
        RouteTarget given = HybridTarget.Local(client, capabilities: new(ChatCapabilities.ImageInput)).Route;

        Assert.Equal(ChatCapabilities.None, asked.Capabilities.Supported);
        state.Capabilities = new(ChatCapabilities.Tools, 4096);

        Assert.Equal((ChatCapabilities.Tools, 4096), (asked.Capabilities.Supported, asked.Capabilities.ContextLength));
        Assert.Equal(ChatCapabilities.ImageInput, given.Capabilities.Supported);
    }

    private static FakeChatClient ClientAt(Uri endpoint, LoopbackHttpHandler? handler = null) => new()
    {
        GetServiceCallback = (type, _) => type == typeof(ChatClientMetadata) ? new ChatClientMetadata("other", endpoint)
            : type == typeof(LoopbackHttpHandler) ? handler
            : null,
    };
}
