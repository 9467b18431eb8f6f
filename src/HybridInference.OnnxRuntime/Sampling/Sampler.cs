using System.Numerics.Tensors;
using HybridInference.OnnxRuntime.Grammar;

namespace HybridInference.OnnxRuntime;

/// <summary>Chooses the next token from the logits: penalties, constraint, temperature, top-k, top-p, min-p, draw. Not thread-safe.</summary>
internal sealed class Sampler
{
    private readonly SamplingSettings _settings;
    private readonly Random _random;
    private readonly TokenPenalties? _penalties;
    private readonly ConstraintCursor? _constraint;
    private readonly CandidateList _candidates = new();
    private readonly LogitBlocks _blocks = new();
    private float[] _allowed = [];

    /// <summary>Initializes the sampler of one answer.</summary>
    /// <param name="settings">The settings, with the seed.</param>
    /// <param name="prompt">The prompt, for the penalties.</param>
    /// <param name="constraint">What the answer must look like; the sampler tells it the tokens that it chooses.</param>
    public Sampler(SamplingSettings settings, ReadOnlySpan<int> prompt, ConstraintCursor? constraint = null)
    {
        _settings = settings;
        _random = new SeededRandom(settings.Seed);
        _constraint = constraint;

        // What has a form repeats itself by nature.
        SamplingSettings penalties = constraint is null ? settings : settings with { NoRepeatNgramSize = 0 };
        _penalties = penalties.HasPenalties ? new TokenPenalties(penalties, prompt) : null;
    }

    /// <summary>Chooses a token and takes note of it. The logits are used as working memory.</summary>
    /// <exception cref="InvalidOperationException">The logits are not numbers.</exception>
    public int Next(Span<float> logits)
    {
        _penalties?.Apply(logits);
        int token = _constraint is null ? Choose(logits) : Choose(logits, _constraint.FindMask());
        _penalties?.Add(token);
        _constraint?.Advance(token);
        return token;
    }

    private int Choose(Span<float> logits, TokenMask mask)
    {
        if (!mask.IsList)
        {
            mask.Apply(logits);
            return Choose(logits);
        }

        ReadOnlySpan<int> tokens = mask.Tokens;
        _allowed = _allowed.Length < tokens.Length ? new float[tokens.Length] : _allowed;
        for (int i = 0; i < tokens.Length; i++)
        {
            _allowed[i] = logits[tokens[i]];
        }

        return tokens[Choose(_allowed.AsSpan(0, tokens.Length))];
    }

    private int Choose(Span<float> logits) => _settings.IsGreedy ? FindBest(logits) : Sample(logits);

    private static int FindBest(Span<float> logits)
    {
        int best = LargestLogit.IndexOf(logits);
        return float.IsFinite(logits[best]) ? best : throw NotFinite();
    }

    private static InvalidOperationException NotFinite() =>
        new("The model gave logits that are not finite numbers, so no token can be chosen.");

    private int Sample(Span<float> logits) =>
        _settings.TopK > 0 && _settings.TopK < logits.Length ? SampleTopK(logits) : SampleAll(logits);

    /// <summary>Draws from the candidates that TopK, TopP and MinP let pass, best first.</summary>
    private int SampleTopK(ReadOnlySpan<float> logits)
    {
        if (!_candidates.TrySelectLargest(logits, _settings.TopK) || !float.IsFinite(_candidates.Weights[0]))
        {
            throw NotFinite();
        }

        _candidates.Truncate(CountTopP(ToWeights(_candidates.Weights)));
        double sum = TensorPrimitives.Sum<float>(_candidates.Weights);
        return _candidates.Tokens[WeightedDraw.Find(_candidates.Weights, _random.NextDouble() * sum)];
    }

    /// <summary>
    /// Draws from all tokens, in their order, until one is among those that TopP and MinP let pass: those that are more likely than it have
    /// together less than TopP. One that is not leaves only those that are more likely, so that nothing has to be sorted. Tokens that are
    /// equally likely pass together.
    /// </summary>
    private int SampleAll(ReadOnlySpan<float> logits)
    {
        if (!_blocks.TryRead(logits, _settings.Temperature))
        {
            throw NotFinite();
        }

        bool isTopP = _settings.TopP < 1;
        double sum = isTopP || _settings.MinP == 0 ? _blocks.SumAbove(logits, float.NegativeInfinity) : 0;
        double wanted = _settings.TopP * sum;
        if (_settings.MinP > 0)
        {
            sum = _blocks.SumAbove(logits, float.BitDecrement(_blocks.Largest + (_settings.Temperature * MathF.Log(_settings.MinP))));
        }

        while (true)
        {
            int token = _blocks.Find(logits, _random.NextDouble() * sum);
            sum = isTopP ? _blocks.SumAbove(logits, logits[token]) : 0;
            if (sum < wanted || sum == 0)
            {
                return token;
            }
        }
    }

    /// <summary>Turns the candidates' logits into probabilities up to a common factor; that of the most likely one becomes 1.</summary>
    /// <returns>The sum.</returns>
    private float ToWeights(Span<float> logits)
    {
        TensorPrimitives.Subtract(logits, logits[0], logits);
        TensorPrimitives.Divide(logits, _settings.Temperature, logits);
        TensorPrimitives.Exp<float>(logits, logits);
        return TensorPrimitives.Sum<float>(logits);
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
}
