namespace HybridInference.LocalModels.Tokenization;

/// <summary>A part of a text: an added token, or text between two of them.</summary>
internal readonly record struct TextSection(int Start, int End, AddedToken? Token);
