using HybridInference.DemoModelTrainer.Model;

namespace HybridInference.DemoModelTrainer.Training;

/// <summary>Computes the gradients of its share of each step.</summary>
internal sealed class TrainingWorker(Weights weights, BatchSource batches)
{
    private readonly DecoderModel _model = new(weights);

    public float[] Gradients { get; } = new float[weights.Layout.Length];

    public double Loss { get; private set; }

    public int TokenCount { get; private set; }

    public int TargetCount { get; private set; }

    /// <summary>Sums the gradients of the loss over the batches with these numbers.</summary>
    public void Run(long firstBatch, int count)
    {
        Array.Clear(Gradients);
        (Loss, TokenCount, TargetCount) = (0, 0, 0);
        for (var i = 0; i < count; i++)
        {
            var batch = batches.Create(firstBatch + i);
            Loss += _model.ComputeGradients(batch, 1f, Gradients);
            TokenCount += batch.Length;
            TargetCount += batch.TargetCount;
        }
    }
}
