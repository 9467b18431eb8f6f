namespace HybridInference.LocalModels.Tokenization;

/// <summary>Before which pieces a space is put.</summary>
internal enum PrependScheme
{
    /// <summary>Every piece.</summary>
    Always,

    /// <summary>The piece with which the input begins.</summary>
    First,

    /// <summary>No piece.</summary>
    Never,
}
