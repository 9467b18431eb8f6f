namespace HybridInference;

/// <summary>A range of the first four digits of cards and the lengths that occur in it.</summary>
internal readonly record struct CardRange(int First, int Last, int MinLength, int MaxLength);
