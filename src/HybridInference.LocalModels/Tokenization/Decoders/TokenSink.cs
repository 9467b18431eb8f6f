namespace HybridInference.LocalModels.Tokenization;

/// <summary>A step on the way from tokens back to text; it passes on what is complete and keeps the rest.</summary>
internal abstract class TokenSink
{
    /// <summary>Takes the next token, or the next part of the text.</summary>
    public abstract void Append(string token);

    /// <summary>Passes on what was kept, since no token follows.</summary>
    public abstract void Flush();
}
