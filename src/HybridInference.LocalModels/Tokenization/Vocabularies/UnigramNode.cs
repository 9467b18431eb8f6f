namespace HybridInference.LocalModels.Tokenization;

/// <summary>The best way known to reach a position: the last token on it, and its score as a whole.</summary>
internal readonly record struct UnigramNode(int Start, int End, int Id, double Score);
