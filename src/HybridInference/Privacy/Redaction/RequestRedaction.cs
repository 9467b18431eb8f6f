using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>What it takes to put the values of one redacted request back into its answer.</summary>
/// <param name="Redaction">The options.</param>
/// <param name="Map">The values.</param>
/// <param name="Request">The options that the request was sent with.</param>
internal sealed record RequestRedaction(RedactionOptions Redaction, RedactionMap Map, ChatOptions? Request)
{
    public ChatResponse Restore(ChatResponse response) => new ResponseRestorer(Redaction, Map, Request).Restore(response);

    public StreamingRestorer ForStream() => new(Redaction, Map, Request);

    /// <summary>Returns how many values there are, never which.</summary>
    public override string ToString() => Map.ToString();
}
