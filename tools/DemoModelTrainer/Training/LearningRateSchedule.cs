namespace HybridInference.DemoModelTrainer.Training;

/// <summary>A linear warm-up, then half a cosine down to a hundredth of the learning rate.</summary>
internal static class LearningRateSchedule
{
    private const float FinalShare = 0.01f;

    public static float At(int step, TrainingOptions options)
    {
        if (step <= options.WarmupSteps)
        {
            return options.LearningRate * step / options.WarmupSteps;
        }

        var progress = (float)(step - options.WarmupSteps) / Math.Max(1, options.Steps - options.WarmupSteps);
        var cosine = 0.5f * (1f + MathF.Cos(MathF.PI * progress));
        return options.LearningRate * (FinalShare + ((1f - FinalShare) * cosine));
    }
}
