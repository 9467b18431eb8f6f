namespace HybridInference.OnnxRuntime;

/// <summary>Says which parts of a section are taken, in one number that threads count up: how many the leader has taken, and how many helpers.</summary>
/// <remarks>
/// The leader begins with the first part, helpers with the first one behind the leader's share, so that each goes through the memory upwards, as the
/// processor foresees it. Who is done with that takes what is left of the other side, from its end. What a number says after it was counted up is what
/// counts: another section may have begun since somebody looked. So nobody can take a part of another section by mistake. Counting goes on when all is
/// taken, as often as there are threads, which is far from an overflow.
/// </remarks>
internal static class ComputeTicket
{
    /// <summary>The most parts of a section.</summary>
    public const int MaxParts = 1 << 20;

    /// <summary>What a helper adds to take a part.</summary>
    public const long Helper = 1;

    /// <summary>What the leader adds to take a part.</summary>
    public const long Leader = 1L << CountBits;

    private const int CountBits = 21;
    private const int Mask = (1 << CountBits) - 1;

    public static long Create(int parts) => (long)parts << (2 * CountBits);

    public static bool HasParts(long ticket) => TakenByLeader(ticket) + TakenByHelpers(ticket) < Parts(ticket);

    /// <summary>Gets the part that the leader or a helper has taken, by a ticket as it was before it was counted up, or -1.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="side"><see cref="Leader"/> or <see cref="Helper"/>.</param>
    /// <param name="threads">The threads of the team, with the leader.</param>
    public static int NextOf(long ticket, long side, int threads)
    {
        if (!HasParts(ticket))
        {
            return -1;
        }

        int parts = Parts(ticket), share = parts / threads;
        if (side == Leader)
        {
            int taken = TakenByLeader(ticket);
            return taken < share ? taken : parts - 1 - (taken - share);
        }

        int takenByHelpers = TakenByHelpers(ticket);
        return takenByHelpers < parts - share ? share + takenByHelpers : parts - 1 - takenByHelpers;
    }

    private static int Parts(long ticket) => (int)(ticket >> (2 * CountBits));

    private static int TakenByLeader(long ticket) => (int)(ticket >> CountBits) & Mask;

    private static int TakenByHelpers(long ticket) => (int)ticket & Mask;
}
