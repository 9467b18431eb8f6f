using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>A call whose answer comes in one piece, cancelled when it takes too long.</summary>
internal static class TimeLimitedCall
{
    /// <exception cref="TimeoutException">A limit was reached.</exception>
    public static async Task<ChatResponse> GetResponseAsync(IChatClient client, OutgoingRequest request, AttemptClock clock)
    {
        using (clock)
        {
            clock.StartWhole();
            try
            {
                return await client.GetResponseAsync(request.Messages, request.Options, clock.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (clock.IsOver) // Whatever a cancelled client throws.
            {
                throw clock.ToException(exception);
            }
        }
    }
}
