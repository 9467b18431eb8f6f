namespace HybridInference;

/// <summary>The words that name a kind of data before and after a value.</summary>
internal readonly ref struct CueWindow(ReadOnlySpan<char> text, int start, int end, Cue nearest, Cue any, Cue following)
{
    /// <summary>A value may be the whole text when fewer characters stand before it and behind.</summary>
    public const int AloneMargin = 20;

    /// <summary>What the last word before the value says.</summary>
    public Cue Nearest => nearest;

    /// <summary>What all words before the value say.</summary>
    public Cue Any => any;

    /// <summary>What the first word after the value says.</summary>
    public Cue Following => following;

    /// <summary>Whether the value is the whole text.</summary>
    public bool IsAlone { get; } = start < AloneMargin && text.Length - end < AloneMargin && text[..start].IsWhiteSpace() && text[end..].Trim(".!?").IsWhiteSpace();

    /// <summary>Whether the words nearest to the value name a kind.</summary>
    public bool Names(Cue cue) => (Nearest & cue) != 0 || (Nearest == Cue.None && (Following & cue) != 0);
}
