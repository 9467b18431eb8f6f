namespace HybridInference.OnnxRuntime;

/// <summary>Moves what a cache has to where the new one is, unless both are the same memory.</summary>
internal static unsafe class AttentionCache
{
    public static void Keep(in AttentionStep step, float* present, float* past, int pastRows)
    {
        if (present == past || pastRows == 0)
        {
            return;
        }

        for (int i = 0; i < step.Sequences * step.KeyHeads; i++)
        {
            var rows = new ReadOnlySpan<float>(past + ((nint)i * pastRows * step.HeadSize), pastRows * step.HeadSize);
            rows.CopyTo(new Span<float>(present + ((nint)i * step.Rows * step.HeadSize), rows.Length));
        }
    }
}
