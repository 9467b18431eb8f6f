namespace HybridInference.DemoModelTrainer.Training;

/// <summary>The settings of a training run.</summary>
internal sealed record TrainingOptions
{
    public int Steps { get; init; } = 8000;

    /// <summary>The number of workers, each on its own thread with its own share of a step.</summary>
    public int Workers { get; init; } = 2;

    public int BatchesPerWorker { get; init; } = 1;

    /// <summary>The number of tokens to fill a batch to; the last conversation may not fit in.</summary>
    public int TokensPerBatch { get; init; } = 1536;

    public float LearningRate { get; init; } = 2e-3f;

    public int WarmupSteps { get; init; } = 300;

    public float WeightDecay { get; init; } = 0.1f;

    public float MaximumGradientNorm { get; init; } = 1f;

    public int Seed { get; init; } = 20261123;

    public int CheckpointInterval { get; init; } = 500;
}
