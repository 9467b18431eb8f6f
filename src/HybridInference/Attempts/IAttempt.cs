using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>What the straight line does with an attempt whose answer comes in one piece.</summary>
internal interface IAttempt
{
    ValueTask PrepareAsync(CancellationToken cancellationToken);

    Task<ChatResponse> GetResponseAsync(CancellationToken cancellationToken);

    ValueTask<ChatResponse> CompleteAsync(ChatResponse answer);

    ValueTask<bool> FailAsync(Exception exception, CancellationToken cancellationToken);
}
