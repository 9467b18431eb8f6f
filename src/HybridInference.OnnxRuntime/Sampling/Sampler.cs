using System.Numerics.Tensors;
using HybridInference.OnnxRuntime.Grammar;

namespace HybridInference.OnnxRuntime;

/// <summary>Chooses the next token from the logits: penalties, constraint, temperature, top-k, top-p, min-p, draw. Not thread-safe.</summary>
internal sealed class Sampler
{
    private const int BlockLength = 4096;

    // So many tokens that the others hardly ever count, and so few that finding them costs little.
    private const int HeadLength = 64;

    // Tokens whose weight is below exp(-20) have together less than a thousandth of that of the most likely one.
    private const float NegligibleAt = 20;
    private const int MaxOthers = 8192;

    private readonly SamplingSettings _settings;
    private readonly Random _random;
    private readonly TokenPenalties? _penalties;
    private readonly ConstraintCursor? _constraint;
    private readonly CandidateList _candidates = new();
    private readonly CandidateList _others = new();
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

    private int Sample(Span<float> logits)
    {
        double fraction = _random.NextDouble();
        bool isTopK = _settings.TopK > 0 && _settings.TopK < logits.Length;
        return isTopK || _settings.TopP < 1 || _settings.MinP > 0
            ? SampleLikely(logits, isTopK, fraction)
            : Find(logits, fraction * ToWeights(logits, logits[FindBest(logits)]));
    }

    private int SampleLikely(Span<float> logits, bool isTopK, double fraction)
    {
        int count = isTopK ? _settings.TopK : Math.Min(HeadLength, logits.Length);
        if (!_candidates.TrySelectLargest(logits, count) || !float.IsFinite(_candidates.Weights[0]))
        {
            throw NotFinite();
        }

        float max = _candidates.Weights[0];
        float head = ToWeights(_candidates.Weights, max);
        if (isTopK || TryTruncate(head, head + ((logits.Length - count) * _candidates.Weights[^1])) || TryTruncate(logits, max))
        {
            return DrawCandidate(head, fraction, isTopK);
        }

        float total = ToWeights(logits, max);

        // Tokens below this weight have together less than 1 - TopP, so none of them is among the most likely TopP.
        float outsideTopP = (1 - Math.Min(1, _settings.TopP)) * total / logits.Length;
        _candidates.SelectAbove(logits, Math.Min(1, Math.Max(outsideTopP, _settings.MinP)));
        return DrawCandidate(total, fraction, isTruncating: true);
    }

    private int DrawCandidate(float total, double fraction, bool isTruncating)
    {
        _candidates.Truncate(isTruncating ? CountTopP(total) : _candidates.Count);
        return _candidates.Tokens[Find(_candidates.Weights, fraction * TensorPrimitives.Sum<float>(_candidates.Weights))];
    }

    /// <summary>
    /// Keeps the candidates that TopP and MinP let pass, where the others make no difference: of all weights together only the least and the
    /// most are known. This is so nearly always, and saves the exponentials of the whole vocabulary.
    /// </summary>
    private bool TryTruncate(float least, float most)
    {
        int count = CountTopP(least);
        if (count == _candidates.Count || count != CountTopP(most))
        {
            return false;
        }

        _candidates.Truncate(count);
        return true;
    }

    /// <summary>Does the same with closer limits, unless very many tokens count.</summary>
    private bool TryTruncate(Span<float> logits, float max)
    {
        if (!_others.TryGatherAbove(logits, max - (NegligibleAt * _settings.Temperature), MaxOthers))
        {
            return false;
        }

        float least = ToWeights(_others.Weights, max);
        return TryTruncate(least, least + ((logits.Length - _others.Count) * MathF.Exp(-NegligibleAt)));
    }

    /// <summary>Turns logits into probabilities up to a common factor; that of the most likely token becomes 1.</summary>
    /// <returns>The sum.</returns>
    private float ToWeights(Span<float> logits, float max)
    {
        // In blocks that stay in the processor's first cache.
        float total = 0;
        for (int start = 0; start < logits.Length; start += BlockLength)
        {
            Span<float> block = BlockAt(logits, start);
            TensorPrimitives.Subtract(block, max, block);
            TensorPrimitives.Divide(block, _settings.Temperature, block);
            TensorPrimitives.Exp<float>(block, block);
            total += TensorPrimitives.Sum<float>(block);
        }

        return total;
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

    /// <summary>Finds where the sum of the weights passes a target.</summary>
    private static int Find(Span<float> weights, double target)
    {
        for (int start = 0; start < weights.Length; start += BlockLength)
        {
            Span<float> block = BlockAt(weights, start);
            float sum = TensorPrimitives.Sum<float>(block);
            if (target < sum && FindInBlock(block, target) is >= 0 and int index)
            {
                return start + index;
            }

            target -= sum;
        }

        // Rounding has left a trace of the target over.
        return TensorPrimitives.IndexOfMax<float>(weights);
    }

    private static int FindInBlock(ReadOnlySpan<float> weights, double target)
    {
        int last = -1;
        for (int i = 0; i < weights.Length; i++)
        {
            target -= weights[i];
            if (target < 0)
            {
                return i;
            }

            last = weights[i] > 0 ? i : last;
        }

        return last;
    }

    private static Span<float> BlockAt(Span<float> values, int start) => values.Slice(start, Math.Min(BlockLength, values.Length - start));
}
