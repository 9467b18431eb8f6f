namespace HybridInference;

/// <summary>What a user is asked before a request with private data leaves the device.</summary>
/// <param name="Target">The name of the target that the request would go to.</param>
/// <param name="PrivateData">What was found, by place, category and count; never values.</param>
public sealed record ConsentRequest(string Target, IReadOnlyList<PrivateDataFinding> PrivateData);
