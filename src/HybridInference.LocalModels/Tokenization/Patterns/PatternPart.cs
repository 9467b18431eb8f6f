namespace HybridInference.LocalModels.Tokenization;

/// <summary>A part of a text that matches a pattern, or that lies between two matches.</summary>
internal readonly record struct PatternPart(int Start, int End, bool IsMatch);
