using HybridInference.DemoModelTrainer.Corpus;

namespace HybridInference.DemoModelTrainer.Evaluation;

/// <summary>A conversation and the answers that count as right.</summary>
internal sealed record EvaluationCase(IReadOnlyList<ChatMessage> Messages, IReadOnlyList<string> Answers);
