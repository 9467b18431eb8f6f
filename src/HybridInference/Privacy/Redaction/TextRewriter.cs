namespace HybridInference;

/// <summary>Replaces parts of single texts.</summary>
internal abstract class TextRewriter
{
    /// <summary>Returns a text with what is to be replaced in it replaced, the same instance when that is nothing.</summary>
    public abstract string Rewrite(string text);

    /// <summary>Tells, at little cost, whether <see cref="Rewrite"/> might change a text.</summary>
    public abstract bool MayChange(string text);

    /// <summary>Notes that something that would have to change cannot.</summary>
    public abstract void Refuse();

    /// <summary>Refuses when a text that must stay as it is would have to change.</summary>
    public void Keep(string? text)
    {
        if (text is not null && MayChange(text))
        {
            Refuse();
        }
    }
}
