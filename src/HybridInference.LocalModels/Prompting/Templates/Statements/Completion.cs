namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>How a statement ended.</summary>
internal enum Completion
{
    /// <summary>The next statement follows.</summary>
    Normal,

    /// <summary>The loop around it ends.</summary>
    Break,

    /// <summary>The loop around it goes on with its next item.</summary>
    Continue,
}
