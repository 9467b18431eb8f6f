namespace HybridInference.OnnxRuntime;

/// <summary>The mean of several times that were measured for about the same number of tokens.</summary>
/// <param name="Tokens">The mean number of tokens.</param>
/// <param name="Seconds">The mean time, in seconds.</param>
/// <param name="Count">How many times there were.</param>
internal readonly record struct SizedTime(double Tokens, double Seconds, int Count);
