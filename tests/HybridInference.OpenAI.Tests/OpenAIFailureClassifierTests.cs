using System.ClientModel;
using System.Net.Sockets;
using System.Text.Json;
using HybridInference.LoopbackServer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.OpenAI.Tests;

public class OpenAIFailureClassifierTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly OpenAIFailureClassifier _classifier = new(new FakeTimeProvider(Now));

    public static TheoryData<Exception, FailureKind?> Exceptions => new()
    {
        { new HttpRequestException("no route"), FailureKind.Transient },
        { new HttpIOException(HttpRequestError.ResponseEnded), FailureKind.Transient },
        { new IOException("reset", new SocketException()), FailureKind.Transient },
        { new TaskCanceledException("timeout"), FailureKind.Transient },
        { new TimeoutException(), FailureKind.Transient },
        { new JsonException("not JSON"), FailureKind.Transient },
        { new AggregateException(new ArgumentException("first"), new HttpRequestException("last")), FailureKind.Transient },
        { new AggregateException(new AggregateException(new HttpRequestException())), FailureKind.Transient },
        { new AggregateException(), null },
        { new ClientResultException("no response", response: null), FailureKind.Transient },
        { new FileNotFoundException("a model file"), null },
        { new InvalidOperationException(), null },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Classify_Exception_ReturnsKindOrNothing(Exception exception, FailureKind? expected) =>
        Assert.Equal(expected, _classifier.Classify(exception));

    [Theory]
    [InlineData("Retry-After", "3", 3000)]
    [InlineData("Retry-After", "0", 0)]
    [InlineData("Retry-After", "1.5", 1500)]
    [InlineData("retry-after-ms", "250", 250)]
    [InlineData("Retry-After", "Fri, 02 Jan 2026 03:05:05 GMT", 60_000)]
    [InlineData("Retry-After", "Fri, 02 Jan 2026 03:00:00 GMT", 0)]
    [InlineData("Retry-After", "99999999999999999999", 86_400_000)]
    [InlineData("Retry-After", "-3", null)]
    [InlineData("Retry-After", "later", null)]
    [InlineData("X-Other", "3", null)]
    public async Task GetRetryAfter_Header_ReturnsTheWait(string header, string value, int? expectedMilliseconds)
    {
        await using var remote = await Remote.StartAsync(LoopbackReply.Error(429).WithHeader(header, value));

        foreach (var streaming in new[] { false, true })
        {
            var exception = await Assert.ThrowsAsync<ClientResultException>(() => remote.SendAsync(streaming));

            Assert.Equal(expectedMilliseconds, _classifier.GetRetryAfter(exception)?.TotalMilliseconds);
            Assert.Equal(expectedMilliseconds, _classifier.GetRetryAfter(new AggregateException(exception))?.TotalMilliseconds);
        }
    }

    [Fact]
    public async Task GetRetryAfter_BothHeaders_ReturnsTheOneInMilliseconds()
    {
        var reply = LoopbackReply.Error(429).WithHeader("Retry-After", "3").WithHeader("retry-after-ms", "2500");
        await using var remote = await Remote.StartAsync(reply);

        var exception = await Assert.ThrowsAsync<ClientResultException>(() => remote.SendAsync(streaming: false));

        Assert.Equal(TimeSpan.FromSeconds(2.5), _classifier.GetRetryAfter(exception));
    }

    [Fact]
    public void GetRetryAfter_NoResponse_ReturnsNothing()
    {
        Assert.Null(_classifier.GetRetryAfter(new ClientResultException("no response", response: null)));
        Assert.Null(_classifier.GetRetryAfter(new HttpRequestException()));
        Assert.Null(_classifier.GetRetryAfter(new AggregateException()));
    }

    [Fact]
    public async Task AddOpenAIChatClient_Always_RegistersTheClassifierOnce()
    {
        await using var remote = await Remote.StartAsync();

        Assert.IsType<OpenAIFailureClassifier>(Assert.Single(remote.Services.GetServices<IFailureClassifier>()));
    }
}
