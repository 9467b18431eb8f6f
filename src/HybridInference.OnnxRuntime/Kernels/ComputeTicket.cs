namespace HybridInference.OnnxRuntime;

/// <summary>Says which parts of a section are taken, in one number that threads count up: the leader takes them from the front, helpers from the back.</summary>
/// <remarks>
/// What a number says after it was counted up is what counts: another section may have begun since somebody looked. So nobody can take a part of another
/// section by mistake. Counting goes on when all is taken, as often as there are threads, which is far from an overflow.
/// </remarks>
internal static class ComputeTicket
{
    /// <summary>The most parts of a section.</summary>
    public const int MaxParts = 1 << 20;

    /// <summary>What is added to take a part from the back.</summary>
    public const long Back = 1;

    /// <summary>What is added to take a part from the front.</summary>
    public const long Front = 1L << CountBits;

    private const int CountBits = 21;
    private const int Mask = (1 << CountBits) - 1;

    public static long Create(int parts) => (long)parts << (2 * CountBits);

    public static bool HasParts(long ticket) => TakenFront(ticket) + TakenBack(ticket) < Parts(ticket);

    /// <summary>Gets the next part from one side, of a ticket as it was before it was counted up, or -1.</summary>
    public static int NextOf(long ticket, long side) => !HasParts(ticket) ? -1 : side == Front ? TakenFront(ticket) : Parts(ticket) - 1 - TakenBack(ticket);

    private static int Parts(long ticket) => (int)(ticket >> (2 * CountBits));

    private static int TakenFront(long ticket) => (int)(ticket >> CountBits) & Mask;

    private static int TakenBack(long ticket) => (int)ticket & Mask;
}
