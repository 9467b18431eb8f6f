namespace HybridInference.LocalModels;

/// <summary>A dimension of a tensor: its size, or the name of a size that is free.</summary>
internal readonly record struct OnnxDimension(long Size, string? Name);
