using System.Runtime.CompilerServices;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Resilience.Hedging;

/// <summary>A client that is called, and answers once it is told what.</summary>
internal sealed class GatedClient
{
    private readonly TaskCompletionSource<string> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GatedClient(TargetCapabilities? capabilities = null)
    {
        Client = new()
        {
            GetServiceCallback = (type, _) => type == typeof(TargetCapabilities) ? capabilities : null,
            GetResponseAsyncCallback = (_, _, cancellationToken) => Stream(cancellationToken).ToChatResponseAsync(CancellationToken.None),
            GetStreamingResponseAsyncCallback = (_, _, cancellationToken) => Stream(cancellationToken),
        };
    }

    public FakeChatClient Client { get; }

    /// <summary>The first call.</summary>
    public Task Called => _called.Task;

    /// <summary>The end of the first call, whatever it was, with its stream closed.</summary>
    public Task Ended => _ended.Task;

    public void Answer(string text) => _answer.TrySetResult(text);

    public void Fail(Exception exception) => _answer.TrySetException(exception);

    private async IAsyncEnumerable<ChatResponseUpdate> Stream([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _called.TrySetResult();
        try
        {
            string text = await _answer.Task.WaitAsync(cancellationToken);
            foreach (ChatResponseUpdate update in FakeStream.Words(text))
            {
                yield return update;
            }
        }
        finally
        {
            _ended.TrySetResult();
        }
    }
}
