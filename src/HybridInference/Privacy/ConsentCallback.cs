namespace HybridInference;

/// <summary>Asks the user whether one request may leave the device as it is. The answer counts for this request only.</summary>
/// <remarks>
/// Called when the request is about to go to a remote target. Local targets come first, unless the caller prefers the remote side. A
/// callback that throws counts as a refusal.
/// </remarks>
/// <param name="request">What is in the request, and where it would go.</param>
/// <param name="cancellationToken">Cancelled with the request.</param>
/// <returns><see langword="true"/> when the user consents.</returns>
public delegate ValueTask<bool> ConsentCallback(ConsentRequest request, CancellationToken cancellationToken);
