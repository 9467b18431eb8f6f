namespace HybridInference;

/// <summary>Says how many tokens the parts of a prompt count as.</summary>
internal interface ITokenMeasure
{
    /// <summary>The tokens of the frame of a message or a tool.</summary>
    static abstract int PerMessage { get; }

    /// <summary>The tokens of an image, a sound or a document.</summary>
    static abstract int PerAttachment { get; }

    /// <summary>The tokens of a text that is not empty.</summary>
    static abstract long Of(string text);
}
