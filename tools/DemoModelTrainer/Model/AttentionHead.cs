namespace HybridInference.DemoModelTrainer.Model;

/// <summary>One query head of one conversation: views into the packed projections and into the probabilities.</summary>
internal readonly record struct AttentionHead(
    int Start, int Length, int Column, MatrixView Queries, MatrixView Keys, MatrixView Values, MatrixView Probabilities)
{
    /// <summary>This head's columns of a matrix that has a row for each token of the batch.</summary>
    public MatrixView InRowsOf(float[] data, int width) => new(data, (Start * width) + Column, width);
}
