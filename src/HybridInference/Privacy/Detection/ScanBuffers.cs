namespace HybridInference;

/// <summary>What a scan writes to. The text itself is not among it.</summary>
internal sealed class ScanBuffers
{
    public MatchList Matches { get; } = new();

    public CueTrail Cues { get; } = new();

    public CharacterMap Map { get; } = new();

    /// <summary>
    /// How many characters the scan handed to matchers, words searched for included: what must grow with the length of the text and no faster.
    /// What a matcher reads at most, whatever the text, counts as one.
    /// </summary>
    public long Work { get; set; }

    /// <summary>Empties the buffers for a new scan.</summary>
    /// <param name="enough">The score at which the scan may stop.</param>
    public void Start(double enough)
    {
        Work = 0;
        Matches.Start(enough);
        Cues.Start();
    }

    /// <summary>Goes on in a text that begins later.</summary>
    public void MoveBack(int by)
    {
        Matches.MoveBack(by);
        Cues.MoveBack(by);
    }
}
