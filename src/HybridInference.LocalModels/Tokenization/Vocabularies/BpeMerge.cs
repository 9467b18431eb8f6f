namespace HybridInference.LocalModels.Tokenization;

/// <summary>What a pair of tokens becomes; the lowest rank is merged first.</summary>
internal readonly record struct BpeMerge(int Rank, int Id);
