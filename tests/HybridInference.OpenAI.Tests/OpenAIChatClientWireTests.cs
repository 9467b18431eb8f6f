using System.ComponentModel;
using System.Text.Json;
using HybridInference.LoopbackServer;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.OpenAI.Tests;

public class OpenAIChatClientWireTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_Tools_ReachTheServerAndItsCallComesBack(bool streaming)
    {
        await using var remote = await Remote.StartAsync(new()
        {
            ToolCalls = [new("call-1", "get_weather", "{\"city\":\"Zürich\"}"), new("call-2", "get_weather", "{\"city\":\"Bern\"}")],
            FinishReason = "tool_calls",
        });
        var tool = AIFunctionFactory.Create(Weather, "get_weather");

        var response = await remote.SendAsync(streaming, "weather?", new() { Tools = [tool] });

        var sent = Assert.Single(remote.Server.Requests.Single().Json.GetProperty("tools").EnumerateArray()).GetProperty("function");
        Assert.Equal("get_weather", sent.GetProperty("name").GetString());
        Assert.True(sent.GetProperty("parameters").GetProperty("properties").TryGetProperty("city", out _));
        var calls = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToArray();
        Assert.Equal(["call-1:Zürich", "call-2:Bern"], calls.Select(call => $"{call.CallId}:{call.Arguments?["city"]}"));
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_ToolResult_IsSentWithItsCallId(bool streaming)
    {
        await using var remote = await Remote.StartAsync();
        ChatMessage[] messages =
        [
            new(ChatRole.User, "weather?"),
            new(ChatRole.Assistant, [new FunctionCallContent("call-1", "weather", new Dictionary<string, object?> { ["city"] = "Bern" })]),
            new(ChatRole.Tool, [new FunctionResultContent("call-1", "sunny")]),
        ];

        await remote.Client.SendAsync(streaming, messages, cancellationToken: TestContext.Current.CancellationToken);

        var request = remote.Server.Requests.Single();
        Assert.Equal(["user", "assistant", "tool"], request.Messages.Select(message => message.Role));
        var sent = request.Json.GetProperty("messages");
        Assert.Equal("call-1", sent[1].GetProperty("tool_calls")[0].GetProperty("id").GetString());
        Assert.Equal("call-1", sent[2].GetProperty("tool_call_id").GetString());
        Assert.Equal("sunny", request.Messages[2].Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_Image_IsSentAsDataUri(bool streaming)
    {
        await using var remote = await Remote.StartAsync();
        byte[] image = [0x89, 0x50, 0x4E, 0x47, 1, 2, 3, 4, 5, 6, 7];
        ChatMessage message = new(ChatRole.User, [new TextContent("what is this?"), new DataContent(image, "image/png")]);

        await remote.Client.SendAsync(streaming, [message], cancellationToken: TestContext.Current.CancellationToken);

        var request = remote.Server.Requests.Single();
        var part = request.Json.GetProperty("messages")[0].GetProperty("content").EnumerateArray()
            .Single(item => item.GetProperty("type").GetString() == "image_url");
        Assert.Equal(
            $"data:image/png;base64,{Convert.ToBase64String(image)}",
            part.GetProperty("image_url").GetProperty("url").GetString());
        Assert.Equal("what is this?", request.Messages[0].Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_Options_ReachTheServer(bool streaming)
    {
        await using var remote = await Remote.StartAsync();
        ChatOptions options = new()
        {
            Instructions = "be brief",
            MaxOutputTokens = 17,
            Temperature = 0.5f,
            ModelId = "another-model",
            ResponseFormat = ChatResponseFormat.Json,
        };

        await remote.SendAsync(streaming, "hello", options);

        var request = remote.Server.Requests.Single();
        Assert.Equal("another-model", request.Model);
        Assert.Equal(new LoopbackMessage("system", "be brief"), request.Messages[0]);
        Assert.Equal(17, request.Json.GetProperty("max_completion_tokens").GetInt32());
        Assert.Equal("json_object", request.Json.GetProperty("response_format").GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Number, request.Json.GetProperty("temperature").ValueKind);
    }

    [Description("Tells the weather.")]
    private static string Weather(string city) => $"{city}: sunny";
}
