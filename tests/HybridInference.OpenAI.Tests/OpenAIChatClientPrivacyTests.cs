using HybridInference.LoopbackServer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace HybridInference.OpenAI.Tests;

public class OpenAIChatClientPrivacyTests
{
    private const string PrivateText = "the patient's number is 4711-0815";

    // Looks like no real key and is in no source file.
    private readonly string _apiKey = $"test-{Guid.NewGuid():N}";

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task SendAsync_ServerRedirects_NothingReachesTheOtherHost(int statusCode)
    {
        await using var elsewhere = await LoopbackOpenAIServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var location = new Uri(elsewhere.Endpoint + "/chat/completions");
        await using var remote = await Remote.StartAsync(LoopbackReply.Redirect(location, statusCode), options => options.ApiKey = _apiKey);

        foreach (var streaming in new[] { false, true })
        {
            var exception = await Assert.ThrowsAnyAsync<Exception>(() => remote.SendAsync(streaming, PrivateText));

            Assert.Equal(FailureKind.Permanent, remote.Classify(exception));
        }

        Assert.True(remote.Server.HasReceived(PrivateText));
        Assert.Empty(elsewhere.ReceivedBytes);
        Assert.Equal(0, elsewhere.ConnectionCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_Key_IsSentAsBearerToken(bool streaming)
    {
        await using var remote = await Remote.StartAsync(configure: options =>
        {
            options.ApiKey = _apiKey;
            options.OrganizationId = "org-test";
            options.ProjectId = "proj-test";
        });

        await remote.SendAsync(streaming);

        var headers = remote.Server.Requests.Single().Headers;
        Assert.Equal($"Bearer {_apiKey}", headers["Authorization"]);
        Assert.Equal(("org-test", "proj-test"), (headers["OpenAI-Organization"], headers["OpenAI-Project"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_NoKey_SendsNoAuthorization(bool streaming)
    {
        await using var remote = await Remote.StartAsync();

        await remote.SendAsync(streaming);

        Assert.DoesNotContain("Authorization", remote.Server.Requests.Single().Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(401)]
    [InlineData(503)]
    public async Task SendAsync_EverythingLogged_HasNeitherKeyNorText(int statusCode)
    {
        var reply = statusCode == 200 ? LoopbackReply.Text("an answer") : LoopbackReply.Error(statusCode);
        await using var remote = await Remote.StartAsync(
            reply,
            options => options.ApiKey = _apiKey,
            services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging()));

        await IgnoreFailureAsync(() => remote.SendAsync(streaming: false, PrivateText));
        await IgnoreFailureAsync(() => remote.SendAsync(streaming: true, PrivateText));

        Assert.Equal(2, remote.Server.RequestCount);
        AssertPrivate(string.Join('\n', remote.Services.GetFakeLogCollector().GetSnapshot().Select(ToText)));
    }

    [Fact]
    public async Task SendAsync_ActivitiesAndEventsOfTheSdk_HaveNeitherKeyNorText()
    {
        using var activities = new ActivityRecorder();
        using var events = new SdkEventRecorder();
        await using var remote = await Remote.StartAsync(configure: options => options.ApiKey = _apiKey);

        await remote.SendAsync(streaming: false, PrivateText);
        await remote.SendAsync(streaming: true, PrivateText);

        AssertPrivate(activities.Text);
        Assert.NotEmpty(events.Text);
        AssertPrivate(events.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_HandlersForEveryHttpClient_DoNotApply(bool streaming)
    {
        var seen = 0;
        await using var remote = await Remote.StartAsync(
            LoopbackReply.Error(503),
            addServices: services => services.ConfigureHttpClientDefaults(
                builder => builder.AddHttpMessageHandler(() => new CountingHandler(() => seen++))));

        await Assert.ThrowsAnyAsync<Exception>(() => remote.SendAsync(streaming));

        Assert.Equal((0, 1), (seen, remote.Server.RequestCount));
    }

    [Fact]
    public async Task SendAsync_HandlerUnderTheClientsName_Applies()
    {
        var seen = 0;
        await using var remote = await Remote.StartAsync(addServices: services => services
            .AddHttpClient($"HybridInference.OpenAI:{Remote.Key}")
            .AddHttpMessageHandler(() => new CountingHandler(() => seen++)));

        await remote.SendAsync(streaming: false);

        Assert.Equal(1, seen);
    }

    [Fact]
    public async Task HttpClient_TimeoutForEveryHttpClient_DoesNotApply()
    {
        await using var remote = await Remote.StartAsync(addServices: static services => services.ConfigureHttpClientDefaults(
            static builder => builder.ConfigureHttpClient(static client => client.Timeout = TimeSpan.FromSeconds(1))));

        using var client = remote.Services.GetRequiredService<IHttpClientFactory>().CreateClient($"HybridInference.OpenAI:{Remote.Key}");

        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/v1", false)]
    [InlineData("http://localhost:8080/v1", false)]
    [InlineData("http://[::1]:8080/v1", false)]
    [InlineData("http://[::127.0.0.1]:8080/v1", true)]
    [InlineData("https://models.example/v1", true)]
    [InlineData(null, true)]
    public void RemoteHttpHandler_Endpoint_DecidesWhetherRequestsCanLeaveTheMachine(string? endpoint, bool isElsewhere)
    {
        using HttpMessageHandler outermost = RemoteHttpHandler.Create(new() { Endpoint = endpoint is null ? null : new(endpoint) });
        SocketsHttpHandler handler = Innermost(outermost);

        Assert.Equal(isElsewhere, RemoteHttpHandler.FindLoopback(outermost) is null);
        Assert.Equal(isElsewhere, handler.UseProxy);
        Assert.Equal(isElsewhere, handler.ConnectCallback is null);
        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.InRange(handler.PooledConnectionLifetime, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
    }

    private static SocketsHttpHandler Innermost(HttpMessageHandler handler) =>
        handler as SocketsHttpHandler ?? Innermost(((DelegatingHandler)handler).InnerHandler!);

    private static async Task IgnoreFailureAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (System.ClientModel.ClientResultException)
        {
            // What is logged about it is the test.
        }
    }

    private static string ToText(FakeLogRecord record) => string.Join(
        '\n',
        [
            record.Message,
            record.Exception?.ToString() ?? "",
            .. record.StructuredState?.Select(static pair => $"{pair.Key}={pair.Value}") ?? [],
            .. record.Scopes.Select(static scope => $"{scope}"),
        ]);

    private void AssertPrivate(string text)
    {
        Assert.DoesNotContain(_apiKey, text, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", text, StringComparison.Ordinal);
    }

    private sealed class CountingHandler(Action seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
