using HybridInference.TestUtils;

namespace EndToEnd.Tests.Semantics;

/// <summary>A local side in one of the states of the matrix.</summary>
internal sealed record LocalState(string Name, Exception? Failure = null)
{
    public static LocalState Ready { get; } = new("ready");

    public static IReadOnlyList<LocalState> All { get; } =
    [
        Ready,
        new("busy", new HttpRequestException("busy", null, System.Net.HttpStatusCode.TooManyRequests)),
        new("failing", new OutOfMemoryException()),
    ];

    public FakeChatClient CreateClient() => Failure is null ? FakeChatClient.Replying("local answer") : FakeChatClient.Failing(Failure);
}
