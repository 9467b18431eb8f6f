using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using HybridInference.LoopbackServer;

namespace HybridInference.OpenAI.Tests.Loopback;

public class ReceivedBytesTests
{
    private const string Secret = "Zoë's number: +49 170/1234567 <x>";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Forms => new()
    {
        Secret,
        $"before {Secret} after",
        JsonSerializer.Serialize(Secret),
        JsonSerializer.Serialize(Secret).ToLowerInvariant().Replace("zo", "Zo", StringComparison.Ordinal),
        JsonSerializer.Serialize(JsonSerializer.Serialize(new { text = Secret })),
        Uri.EscapeDataString(Secret),
        Uri.EscapeDataString(Secret).Replace("%20", "+", StringComparison.Ordinal),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"1{Secret}2")),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"12{Secret}34")),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"123{Secret}")).Replace('+', '-').Replace('/', '_'),
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task HasReceived_TextInAnyForm_IsFound(string form)
    {
        await using var server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        using var client = new HttpClient();

        // As a JSON string, whatever its own escapes are.
        using var content = new StringContent($"{{\"messages\":[{{\"role\":\"user\",\"content\":{JsonSerializer.Serialize(form)}}}]}}");
        using var response = await client.PostAsync(new Uri(server.Endpoint + "/chat/completions"), content, Token);

        Assert.True(server.HasReceived(Secret));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task HasReceived_BytesThatAreNotEvenHttp_AreFound(string form)
    {
        await using var server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);

        await SendRawAsync(server, form + "\r\n\r\n");

        // What is escaped twice is only found in the JSON of a request.
        Assert.Equal(!form.Contains("\\\\u", StringComparison.Ordinal), server.HasReceived(Secret));
    }

    [Theory]
    [InlineData("Zoe's number: +49 170/1234567 <x>")]
    [InlineData("Zoë's number")]
    [InlineData("short")]
    public async Task HasReceived_OtherText_IsNotFound(string sent)
    {
        await using var server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
        Assert.Empty(server.ReceivedBytes);

        await SendRawAsync(server, sent + "\r\n\r\n");

        Assert.False(server.HasReceived(Secret));
        Assert.Throws<ArgumentException>(() => server.HasReceived(""));
    }

    [Fact]
    public async Task ReceivedBytes_PlainBytes_AreExactlyThoseSent()
    {
        await using var server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);

        await SendRawAsync(server, "anything \u00e9\n\r\n\r\n");

        Assert.Equal(Encoding.UTF8.GetBytes("anything \u00e9\n\r\n\r\n"), server.ReceivedBytes);
        Assert.Equal("anything \u00e9\n\r\n\r\n", server.ReceivedText);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HasReceived_ReplyAbortsBeforeHeaders_StillSeesTheRequest(bool streaming)
    {
        await using var remote = await Remote.StartAsync(new() { Fault = LoopbackFault.AbortBeforeHeaders });

        await Assert.ThrowsAnyAsync<Exception>(() => remote.SendAsync(streaming, Secret));

        Assert.True(remote.Server.HasReceived(Secret));
        Assert.Contains("POST /v1/chat/completions", remote.Server.ReceivedText, StringComparison.Ordinal);
    }

    private static async Task SendRawAsync(LoopbackOpenAIServer server, string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Endpoint.Host, server.Endpoint.Port, Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), Token);

        // The server answers what is not HTTP with 400 and closes: then it has read everything.
        await stream.CopyToAsync(Stream.Null, Token);
    }
}
