namespace HybridInference.LoopbackServer;

/// <summary>A function call in a reply.</summary>
/// <param name="Id">The call's id.</param>
/// <param name="Name">The function's name.</param>
/// <param name="Arguments">The arguments as a JSON object.</param>
public sealed record LoopbackToolCall(string Id, string Name, string Arguments);
