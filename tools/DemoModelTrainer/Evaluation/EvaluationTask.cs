namespace HybridInference.DemoModelTrainer.Evaluation;

/// <summary>The cases of one task.</summary>
internal sealed record EvaluationTask(string Name, IReadOnlyList<EvaluationCase> Cases);
