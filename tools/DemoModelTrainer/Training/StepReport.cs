namespace HybridInference.DemoModelTrainer.Training;

/// <summary>What one training step did.</summary>
internal sealed record StepReport(int Step, double Loss, int Tokens, int Targets, float GradientNorm, TimeSpan Duration);
