using System.Numerics.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>Takes down how likely the chosen tokens of one request were. Not thread-safe.</summary>
/// <param name="top">How many of the most likely tokens to take down with each.</param>
internal sealed class TokenScores(int top)
{
    private const int ChunkSize = 1024;

    private readonly CandidateList _candidates = new();
    private readonly Queue<TokenScore> _scores = [];
    private float[] _logits = [];
    private double _logSum;

    /// <summary>Takes note of the logits from which the next token is chosen, before anyone changes them.</summary>
    public void Observe(ReadOnlySpan<float> logits)
    {
        if (_logits.Length != logits.Length)
        {
            _logits = new float[logits.Length];
        }

        logits.CopyTo(_logits);
        _logSum = LogSumExp(logits);
    }

    /// <summary>Takes down the token that was chosen.</summary>
    public void Add(int token)
    {
        int count = Math.Min(top, _logits.Length);
        _ = _candidates.TrySelectLargest(_logits, count); // The sampler has refused logits that are no numbers.
        var best = new TokenScore[count];
        for (int i = 0; i < count; i++)
        {
            best[i] = new TokenScore(_candidates.Tokens[i], _candidates.Weights[i] - _logSum, []);
        }

        _scores.Enqueue(new TokenScore(token, _logits[token] - _logSum, best));
    }

    /// <summary>Gives the score of the oldest token that was not asked for.</summary>
    public TokenScore Take() => _scores.Dequeue();

    // In double precision between chunks: the rounding of 150,000 additions would show in the fourth digit.
    private static double LogSumExp(ReadOnlySpan<float> logits)
    {
        Span<float> chunk = stackalloc float[ChunkSize];
        float max = TensorPrimitives.Max(logits);
        double sum = 0;
        for (int start = 0; start < logits.Length; start += ChunkSize)
        {
            ReadOnlySpan<float> part = logits[start..Math.Min(start + ChunkSize, logits.Length)];
            TensorPrimitives.Subtract(part, max, chunk);
            TensorPrimitives.Exp(chunk[..part.Length], chunk);
            sum += TensorPrimitives.Sum<float>(chunk[..part.Length]);
        }

        return max + Math.Log(sum);
    }
}
