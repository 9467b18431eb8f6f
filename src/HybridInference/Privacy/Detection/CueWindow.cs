namespace HybridInference;

/// <summary>The words that name a kind of data before and after a value.</summary>
internal readonly ref struct CueWindow
{
    private const int Before = 48;
    private const int After = 32;
    private const int AloneMargin = 20;

    public CueWindow(ReadOnlySpan<char> text, int start, int end)
    {
        ReadOnlySpan<char> before = text[Math.Max(0, start - Before)..start];
        for (int position = 0; position < before.Length;)
        {
            Cue cue = CueIndex.Next(before, ref position);
            if (cue != Cue.None)
            {
                Nearest = cue;
                Any |= cue;
            }
        }

        int next = 0;
        Following = CueIndex.Next(text[end..Math.Min(text.Length, end + After)], ref next);
        IsAlone = start < AloneMargin && text.Length - end < AloneMargin && text[..start].IsWhiteSpace() && text[end..].Trim(".!?").IsWhiteSpace();
    }

    /// <summary>What the last word before the value says.</summary>
    public Cue Nearest { get; }

    /// <summary>What all words before the value say.</summary>
    public Cue Any { get; }

    /// <summary>What the first word after the value says.</summary>
    public Cue Following { get; }

    /// <summary>Whether the value is the whole text.</summary>
    public bool IsAlone { get; }

    /// <summary>Whether the words nearest to the value name a kind.</summary>
    public bool Names(Cue cue) => (Nearest & cue) != 0 || (Nearest == Cue.None && (Following & cue) != 0);
}
