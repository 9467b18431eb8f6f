using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>What the straight line does with an attempt whose answer is streamed.</summary>
internal interface IStreamingAttempt : IAsyncDisposable
{
    ChatResponseUpdate Current { get; }

    Task OpenAsync(CancellationToken cancellationToken);

    ValueTask<bool> MoveNextAsync();

    ValueTask<bool> FailAsync(Exception exception);
}
