namespace HybridInference;

/// <summary>A word that names a kind of data, where it stands.</summary>
/// <param name="Start">Its start.</param>
/// <param name="End">Its end.</param>
/// <param name="Cue">The kind.</param>
/// <param name="Schemes">The schemes of the kind.</param>
internal readonly record struct CueHit(int Start, int End, Cue Cue, SchemeSet Schemes);
