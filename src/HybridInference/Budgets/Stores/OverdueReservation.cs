namespace HybridInference;

/// <summary>A reservation whose lease is over and that nobody settled.</summary>
/// <param name="AttemptId">The attempt.</param>
/// <param name="Reserved">What is reserved, in micro-units.</param>
/// <param name="ReservedAt">When it was reserved.</param>
/// <param name="Label">Whose attempt it was, if that was told.</param>
public sealed record OverdueReservation(Guid AttemptId, long Reserved, DateTimeOffset ReservedAt, AttemptLabel? Label);
