namespace HybridInference.OnnxRuntime;

/// <summary>Runs a model over a few tokens, to compare it with another.</summary>
internal static class DecoderProbe
{
    private const int Tokens = 8;

    /// <summary>Gives the logits after several tokens at once and one more, and frees the model.</summary>
    public static float[] Run(DecoderModel model)
    {
        using (model)
        using (var run = new DecoderRun(model, CancellationToken.None))
        using (var sequence = new DecoderSequence(model))
        {
            sequence.Expect(Tokens, Tokens);
            sequence.Append([.. Enumerable.Range(0, Tokens - 1)], run);
            sequence.Append([Tokens - 1], run);
            return sequence.Logits.ToArray();
        }
    }
}
