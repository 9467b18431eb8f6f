namespace HybridInference;

/// <summary>What happens when a target fails after part of its answer has reached the caller.</summary>
public enum StreamInterruption
{
    /// <summary>The stream ends with a <see cref="StreamInterruptedException"/>.</summary>
    Fail,

    /// <summary>
    /// The next allowed target gives a whole answer of its own, as another message: its updates have another
    /// <see cref="Microsoft.Extensions.AI.ChatResponseUpdate.MessageId"/>, and the first of them carries
    /// <see cref="RoutingDecision.RestartedPropertyName"/>, so that what came before can be taken back. Only for text: after a function call or
    /// other data, and for structured output, the stream fails.
    /// </summary>
    Restart,

    /// <summary>
    /// The next allowed target that has <see cref="ChatCapabilities.Prefill"/> gets the text so far as an assistant message and goes on with it, in
    /// the same message; the first of its updates carries <see cref="RoutingDecision.ContinuedPropertyName"/>. Once in a request. Only for text, as
    /// with <see cref="Restart"/>, and not when the text holds private data that may not leave as the rest of the request does, or is what a
    /// local target made of private data: the stream fails then.
    /// </summary>
    Continue,
}
