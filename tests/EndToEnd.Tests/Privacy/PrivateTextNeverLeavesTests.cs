using System.Collections.Concurrent;
using System.Globalization;
using HybridInference;
using HybridInference.LoopbackServer;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace EndToEnd.Tests.Privacy;

/// <summary>
/// Plants private values in every position of generated conversations, sends them down every path to the remote side, and looks for
/// them in every byte that its server received, and in all logs, activities and metrics.
/// </summary>
public sealed class PrivateTextNeverLeavesTests(ITestOutputHelper output)
{
    private const int BatchSize = 500;
    private const string CutOpening = "Cut off after: ";
    private const string GoneOnWith = "gone on with an answer that was cut off";

    private static readonly int Conversations = int.Parse(
        Environment.GetEnvironmentVariable("HYBRID_PRIVATE_CONVERSATIONS") ?? "10000", CultureInfo.InvariantCulture);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Conversations_OnEveryPath_LeaveNoPrivateText()
    {
        ConcurrentDictionary<string, int> sent = await TalkOnAsync(paths => paths.Clients);

        Assert.All(["first call", "failover", "tool loop", "summary", "cache", "telemetry", "redaction"], path => Assert.True(sent[path] > 0, path));
    }

    [Fact]
    public async Task Conversations_HedgedHeldBackOrContinued_LeaveNoPrivateText()
    {
        ConcurrentDictionary<string, int> sent = await TalkOnAsync(paths => paths.TakeoverClients);

        Assert.Equal(13, sent.Count);
        Assert.All(sent, path => Assert.True(path.Value > 0, path.Key));
    }

    [Fact]
    public async Task Conversations_WithoutThePolicy_AreFoundToLeak()
    {
        await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);

        using var telemetry = new RecordedTelemetry();

        IReadOnlyDictionary<string, string> values = await RunBatchAsync(server, telemetry, first: 0, withPrivacy: false, [], paths => paths.Clients);

        Assert.InRange(values.Keys.Count(server.HasReceived), BatchSize / 2, BatchSize);
    }

    /// <returns>How many answers came from the remote side, by path.</returns>
    private async Task<ConcurrentDictionary<string, int>> TalkOnAsync(Func<RemotePaths, IReadOnlyDictionary<string, IChatClient>> clients)
    {
        var sent = new ConcurrentDictionary<string, int>();
        for (int first = 0; first < Conversations; first += BatchSize)
        {
            await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync(cancellationToken: Token);
            using var telemetry = new RecordedTelemetry();
            IReadOnlyDictionary<string, string> values = await RunBatchAsync(server, telemetry, first, withPrivacy: true, sent, clients);

            string[] leaked = server.HasReceivedAny(values.Keys) ? [.. values.Where(value => server.HasReceived(value.Key)).Select(value => value.Value)] : [];
            Assert.True(leaked.Length == 0, string.Join('\n', leaked));
            sent[GoneOnWith] = sent.GetValueOrDefault(GoneOnWith) + CountContinued(server);
            Assert.True(telemetry.Count > BatchSize);
            Assert.Null(telemetry.Find(values.Keys));
        }

        foreach ((string path, int count) in sent.OrderBy(pair => pair.Key))
        {
            output.WriteLine($"{path}: {count} answers came from the server");
        }

        return sent;
    }

    /// <summary>Counts the requests that end with what another target had begun.</summary>
    private static int CountContinued(LoopbackOpenAIServer server) => server.Requests.Count(request =>
        request.Messages.LastOrDefault() is { Role: "assistant" } message
        && (message.Text.StartsWith(LocalModels.Opening, StringComparison.Ordinal) || message.Text.StartsWith(CutOpening, StringComparison.Ordinal)));

    /// <returns>Each private value, and where it was.</returns>
    private static async Task<IReadOnlyDictionary<string, string>> RunBatchAsync(
        LoopbackOpenAIServer server, RecordedTelemetry telemetry, int first, bool withPrivacy, ConcurrentDictionary<string, int> sent,
        Func<RemotePaths, IReadOnlyDictionary<string, IChatClient>> clients)
    {
        await using RemotePaths paths = new RemotePaths(server, telemetry, withPrivacy);
        server.Respond = Answer;
        var values = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(Enumerable.Range(first, BatchSize), Token, async (number, _) =>
        {
            PrivateConversation conversation = PrivateConversation.Create(new Random(number));
            (string path, IChatClient client) = clients(paths).ElementAt(number % clients(paths).Count);
            values[conversation.Value] = $"conversation {number}: {conversation.Value} in {conversation.Position}, {path}, streaming {conversation.Streaming}";
            int remote = await TalkAsync(client, conversation);
            sent.AddOrUpdate(path, remote, (_, count) => count + remote);
        });
        return values;
    }

    /// <returns>How many answers came from the remote side.</returns>
    private static async Task<int> TalkAsync(IChatClient client, PrivateConversation conversation)
    {
        int remote = 0;
        List<ChatMessage> history = [];
        foreach (PrivateConversation.Turn turn in conversation.Turns)
        {
            history.Add(turn.Message);
            ChatOptions options = turn.Options ?? new();
            (options.Tools ??= []).Add(AIFunctionFactory.Create(() => conversation.Value, "look_up", "Looks something up."));
            if (await TrySendAsync(client, conversation.Streaming, history, options) is { } response)
            {
                history.AddMessages(response);
                remote += response.GetRoutingDecision()?.Target == "remote" ? 1 : 0;
            }
        }

        return remote;
    }

    /// <summary>What counts is what the server received: a request that is refused, or that the SDK cannot send, is as good as any.</summary>
    private static async Task<ChatResponse?> TrySendAsync(IChatClient client, bool streaming, List<ChatMessage> history, ChatOptions options)
    {
        try
        {
            return await client.SendAsync(streaming, history, options, Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Asks for the tool now and then, and repeats what it was told, so that placeholders come back too.</summary>
    private static LoopbackReply Answer(LoopbackRequest request)
    {
        bool hasTools = request.Json.TryGetProperty("tools", out _);
        bool hasResult = request.Messages.Any(message => message.Role == "tool");
        if (request.Model == RemotePaths.CutModel)
        {
            return LoopbackReply.Text($"{CutOpening}{request.Messages.LastOrDefault()?.Text}") with { Fault = LoopbackFault.MalformedAfter(5) };
        }

        return hasTools && !hasResult && request.Body.Length % 3 == 0
            ? new() { ToolCalls = [new("call_1", "look_up", "{}")], FinishReason = "tool_calls" }
            : LoopbackReply.Text($"A remote answer to: {request.Messages.LastOrDefault()?.Text}");
    }
}
