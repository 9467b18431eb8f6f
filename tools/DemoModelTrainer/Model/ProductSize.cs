namespace HybridInference.DemoModelTrainer.Model;

/// <summary>The size of a matrix product: rows by inner, times inner by columns.</summary>
internal readonly record struct ProductSize(int Rows, int Inner, int Columns);
