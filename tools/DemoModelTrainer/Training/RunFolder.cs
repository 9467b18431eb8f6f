namespace HybridInference.DemoModelTrainer.Training;

/// <summary>The files of a training run.</summary>
internal static class RunFolder
{
    public static string MergesPath(string folder) => Path.Combine(folder, "merges.txt");

    public static string CheckpointPath(string folder) => Path.Combine(folder, "checkpoint.bin");
}
