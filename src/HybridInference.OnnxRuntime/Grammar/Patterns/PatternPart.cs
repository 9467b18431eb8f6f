namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>A part of a pattern that was read: writes the strings that it matches.</summary>
internal delegate Term PatternPart(PatternWriter writer);
