namespace HybridInference;

/// <summary>A word that names a kind of data, where it stands.</summary>
/// <param name="Start">Its start.</param>
/// <param name="End">Its end.</param>
/// <param name="Names">What it names.</param>
internal readonly record struct CueHit<T>(int Start, int End, T Names);
