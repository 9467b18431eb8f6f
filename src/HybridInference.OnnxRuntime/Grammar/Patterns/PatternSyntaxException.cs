namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>A pattern has something that is not supported, or wrong.</summary>
internal sealed class PatternSyntaxException(string problem, int position) : Exception($"has {problem} at character {position + 1} of its pattern");
