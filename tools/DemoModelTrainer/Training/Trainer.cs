using System.Diagnostics;
using System.Numerics.Tensors;
using HybridInference.DemoModelTrainer.Model;

namespace HybridInference.DemoModelTrainer.Training;

/// <summary>Runs the steps of a training run, with workers in parallel.</summary>
/// <remarks>The result depends on the options and the number of workers, and not on how their threads are scheduled.</remarks>
internal sealed class Trainer(TrainingOptions options, Weights weights, AdamW optimizer, IReadOnlyList<TrainingWorker> workers)
{
    /// <summary>Trains from the step after <paramref name="completedSteps"/> to the last one.</summary>
    /// <param name="completedSteps">The number of steps that were done before.</param>
    /// <param name="onStep">Is told of every step.</param>
    public void Run(int completedSteps, Action<StepReport> onStep)
    {
        for (var step = completedSteps + 1; step <= options.Steps; step++)
        {
            var started = Stopwatch.GetTimestamp();
            var report = RunStep(step);
            onStep(report with { Duration = Stopwatch.GetElapsedTime(started) });
        }
    }

    private StepReport RunStep(int step)
    {
        var share = options.BatchesPerWorker;
        var firstBatch = (long)step * workers.Count * share;
        Parallel.For(0, workers.Count, index => workers[index].Run(firstBatch + (index * share), share));
        var gradients = workers[0].Gradients;
        foreach (var worker in workers.Skip(1))
        {
            TensorPrimitives.Add(gradients, worker.Gradients, gradients);
        }

        var targets = workers.Sum(worker => worker.TargetCount);
        var norm = TensorPrimitives.Norm<float>(gradients) / targets;
        var scale = MathF.Min(1f, options.MaximumGradientNorm / norm) / targets;
        optimizer.Step(weights.Values, gradients, scale, LearningRateSchedule.At(step, options), step);
        weights.RefreshTransposed();
        var loss = workers.Sum(worker => worker.Loss) / targets;
        return new StepReport(step, loss, workers.Sum(worker => worker.TokenCount), targets, norm, Duration: default);
    }
}
