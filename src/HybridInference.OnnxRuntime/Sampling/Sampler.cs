using System.Numerics.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>Chooses the next token from the logits: penalties, temperature, top-k, top-p, min-p, draw. Not thread-safe.</summary>
internal sealed class Sampler
{
    private readonly SamplingSettings _settings;
    private readonly Random _random;
    private readonly TokenPenalties? _penalties;
    private readonly CandidateList _candidates = new();

    public Sampler(SamplingSettings settings, ReadOnlySpan<int> prompt)
        : this(settings, prompt, new SeededRandom(settings.Seed))
    {
    }

    public Sampler(SamplingSettings settings, ReadOnlySpan<int> prompt, Random random)
    {
        _settings = settings;
        _random = random;
        _penalties = settings.HasPenalties ? new TokenPenalties(settings, prompt) : null;
    }

    /// <summary>Chooses a token and takes note of it. The logits are used as working memory.</summary>
    /// <exception cref="InvalidOperationException">The logits are not numbers.</exception>
    public int Next(Span<float> logits)
    {
        _penalties?.Apply(logits);
        int best = LargestLogit.IndexOf(logits);
        if (!float.IsFinite(logits[best]))
        {
            throw new InvalidOperationException("The model gave logits that are not finite numbers, so no token can be chosen.");
        }

        int token = _settings.IsGreedy ? best : Sample(logits, logits[best]);
        _penalties?.Add(token);
        return token;
    }

    private int Sample(Span<float> logits, float max)
    {
        if (_settings.TopK > 0 && _settings.TopK < logits.Length)
        {
            _candidates.SelectLargest(logits, _settings.TopK);
            ToWeights(_candidates.Weights, max);
            return DrawCandidate(TensorPrimitives.Sum<float>(_candidates.Weights));
        }

        ToWeights(logits, max);
        float total = TensorPrimitives.Sum<float>(logits);
        if (_settings.TopP >= 1 && _settings.MinP <= 0)
        {
            return Draw(logits);
        }

        // Tokens below this weight have together less than 1 - TopP, so none of them is among the most likely TopP.
        float outsideTopP = (1 - Math.Min(1, _settings.TopP)) * total / logits.Length;
        _candidates.SelectAbove(logits, Math.Min(1, Math.Max(outsideTopP, _settings.MinP)));
        return DrawCandidate(total);
    }

    /// <summary>Turns logits into probabilities up to a common factor; that of the most likely token becomes 1.</summary>
    private void ToWeights(Span<float> logits, float max)
    {
        TensorPrimitives.Subtract(logits, max, logits);
        TensorPrimitives.Divide(logits, _settings.Temperature, logits);
        TensorPrimitives.Exp<float>(logits, logits);
    }

    private int DrawCandidate(float total)
    {
        _candidates.Truncate(CountTopP(total));
        return _candidates.Tokens[Draw(_candidates.Weights)];
    }

    /// <summary>Counts the candidates up to the one that reaches TopP, and of those the ones that MinP lets pass: at least one.</summary>
    private int CountTopP(float total)
    {
        ReadOnlySpan<float> weights = _candidates.Weights;
        double wanted = (double)_settings.TopP * total;
        double sum = weights[0];
        int count = 1;
        while (count < weights.Length && (sum < wanted || _settings.TopP >= 1) && weights[count] >= _settings.MinP)
        {
            sum += weights[count++];
        }

        return count;
    }

    private int Draw(ReadOnlySpan<float> weights)
    {
        double total = 0;
        foreach (float weight in weights)
        {
            total += weight;
        }

        double target = _random.NextDouble() * total;
        int last = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            target -= weights[i];
            if (target < 0)
            {
                return i;
            }

            last = weights[i] > 0 ? i : last;
        }

        // Rounding has left a trace of the target over.
        return last;
    }
}
