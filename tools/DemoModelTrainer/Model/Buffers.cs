namespace HybridInference.DemoModelTrainer.Model;

/// <summary>Grows reusable working arrays.</summary>
internal static class Buffers
{
    /// <summary>Makes the array hold at least <paramref name="length"/> elements; its content is not kept.</summary>
    public static void Ensure(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new float[length + (length / 4)];
        }
    }
}
