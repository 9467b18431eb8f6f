using System.Net;
using System.Net.Http.Json;
using System.Net.NetworkInformation;
using HybridInference.LoopbackServer;

namespace HybridInference.OpenAI.Tests.Loopback;

public class LoopbackOpenAIServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_Always_ListensOnLoopbackOnly()
    {
        await using var server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(listener => listener.Port == server.Endpoint.Port);
        Assert.Equal(IPAddress.Loopback, Assert.Single(listeners).Address);
        Assert.Equal(("127.0.0.1", "/v1"), (server.Endpoint.Host, server.Endpoint.AbsolutePath));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Simulate_NoScript_AnswersWithWordCountAndUsage(bool streaming)
    {
        await using var remote = await Remote.StartAsync();

        var response = await remote.SendAsync(streaming, "these are four words");

        Assert.Equal("Simulated remote answer (4 words read) from test-model.", response.Text);
        Assert.Equal((4, 8), (response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount));
    }

    [Fact]
    public async Task Enqueue_Replies_ComeInOrderBeforeRespond()
    {
        await using var remote = await Remote.StartAsync(LoopbackReply.Text("rest"));
        remote.Server.Enqueue(LoopbackReply.Text("first"), LoopbackReply.Text("second"));

        string[] texts =
        [
            (await remote.SendAsync(streaming: false)).Text,
            (await remote.SendAsync(streaming: true)).Text,
            (await remote.SendAsync(streaming: false)).Text,
        ];

        Assert.Equal(["first", "second", "rest"], texts);
    }

    [Fact]
    public async Task Requests_ManyAtOnce_AreAllAnsweredWithTheirOwn()
    {
        await using var remote = await Remote.StartAsync();
        remote.Server.Respond = static request => LoopbackReply.Text($"for {request.Messages[0].Text}");

        var texts = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            async i => (await remote.SendAsync(streaming: i % 2 == 0, $"caller {i}")).Text));

        Assert.Equal(Enumerable.Range(0, 50).Select(static i => $"for caller {i}"), texts);
        Assert.Equal(50, remote.Server.RequestCount);
        Assert.True(Enumerable.Range(0, 50).All(i => remote.Server.HasReceived($"caller {i}")));
    }

    [Fact]
    public async Task Delays_Set_HoldTheReplyBack()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var server = await LoopbackOpenAIServer.StartAsync(time, Token);
        server.Respond = static _ => LoopbackReply.Text("late") with { DelayBeforeHeaders = TimeSpan.FromHours(1) };
        using var client = new HttpClient();

        var response = client.PostAsJsonAsync(server.Endpoint + "/chat/completions", new { model = "m" }, Token);
        while (!response.IsCompleted)
        {
            time.Advance(TimeSpan.FromHours(1));
            await Task.Yield();
        }

        Assert.Contains("late", await (await response).Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisposeAsync_ReplyHangs_EndsTheRequestAtOnce()
    {
        await using var remote = await Remote.StartAsync();
        var arrived = new TaskCompletionSource();
        remote.Server.Respond = _ =>
        {
            arrived.SetResult();
            return new() { Fault = LoopbackFault.HangBeforeHeaders };
        };

        var call = remote.SendAsync(streaming: false);
        await arrived.Task.WaitAsync(Token);
        await remote.Server.DisposeAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => call.WaitAsync(TimeSpan.FromSeconds(1), Token));
        Assert.Equal(LoopbackOutcome.Faulted, await remote.Server.Requests.Single().Outcome.WaitAsync(TimeSpan.FromSeconds(1), Token));
    }

    [Theory]
    [InlineData("/v1/embeddings", "{}", HttpStatusCode.NotFound)]
    [InlineData("/v1/chat/completions", "not JSON", HttpStatusCode.BadRequest)]
    [InlineData("/v1/chat/completions", "[]", HttpStatusCode.BadRequest)]
    public async Task Request_OfAnotherKind_IsRefusedAndNotCounted(string path, string body, HttpStatusCode expected)
    {
        await using var server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        using var client = new HttpClient();

        using var content = new StringContent(body);
        using var response = await client.PostAsync(new Uri(server.Endpoint, path), content, Token);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(0, server.RequestCount);
        Assert.True(server.HasReceived(body));
    }
}
