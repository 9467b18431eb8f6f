namespace HybridInference.LoopbackServer;

/// <summary>A message of a request.</summary>
/// <param name="Role">The role as on the wire.</param>
/// <param name="Text">The text parts, joined; other parts are in <see cref="LoopbackRequest.Json"/>.</param>
public sealed record LoopbackMessage(string Role, string Text);
