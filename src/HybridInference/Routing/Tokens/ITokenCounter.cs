using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Counts the tokens of requests exactly as a model would read them.</summary>
/// <remarks>
/// A chat client offers one by returning it from <c>GetService(typeof(ITokenCounter))</c>. Implementations are thread-safe. The shape is that
/// of what Microsoft.Extensions.AI considers for its own (dotnet/extensions#7290).
/// </remarks>
public interface ITokenCounter
{
    /// <summary>Gets a value indicating whether a count needs nothing that is not there yet, such as a model that is still to be loaded.</summary>
    /// <value>The routing policies count only then.</value>
    bool IsReady { get; }

    /// <summary>Counts the tokens of the prompt that a request would have.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="options">The options; tools and instructions count.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    /// <returns>The number of tokens, those that the model's own format adds included.</returns>
    /// <exception cref="NotSupportedException">The model cannot take the request.</exception>
    Task<int> CountTokensAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default);
}
