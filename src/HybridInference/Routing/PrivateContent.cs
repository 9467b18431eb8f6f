namespace HybridInference;

/// <summary>What a decision knows of the private data in its request. One object, so that a request without any carries nothing for it.</summary>
/// <param name="Findings">The private data, by place, category and count.</param>
/// <param name="Exposures">The messages that had been sent to a remote target before.</param>
internal sealed record PrivateContent(IReadOnlyList<PrivateDataFinding> Findings, IReadOnlyList<PriorExposure> Exposures)
{
    public static readonly PrivateContent None = new([], []);

    public static PrivateContent Of(IReadOnlyList<PrivateDataFinding>? findings, IReadOnlyList<PriorExposure>? exposures) =>
        findings is { Count: > 0 } || exposures is { Count: > 0 } ? new(findings ?? [], exposures ?? []) : None;
}
