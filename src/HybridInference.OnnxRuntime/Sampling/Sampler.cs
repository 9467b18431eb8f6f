using System.Numerics.Tensors;
using HybridInference.OnnxRuntime.Grammar;

namespace HybridInference.OnnxRuntime;

/// <summary>Chooses the next token from the logits: penalties, constraint, temperature, top-k, top-p, min-p, draw. Not thread-safe.</summary>
internal sealed class Sampler
{
    private const int BlockLength = 4096;

    // So many tokens that the others hardly ever count, and so few that finding them costs little.
    private const int HeadLength = 64;

    private readonly SamplingSettings _settings;
    private readonly Random _random;
    private readonly TokenPenalties? _penalties;
    private readonly ConstraintCursor? _constraint;
    private readonly CandidateList _candidates = new();
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
        bool isTopK = _settings.TopK > 0 && _settings.TopK < logits.Length;
        int count = isTopK ? _settings.TopK : Math.Min(HeadLength, logits.Length);
        if (!_candidates.TrySelectLargest(logits, count) || !float.IsFinite(_candidates.Weights[0]))
        {
            throw NotFinite();
        }

        float max = _candidates.Weights[0];
        float head = ToWeights(_candidates.Weights, max);
        float tail = isTopK ? 0 : (logits.Length - count) * _candidates.Weights[^1];
        double fraction = _random.NextDouble();
        return DrawFromHead(head, tail, fraction) ?? DrawFromAll(logits, max, head, fraction);
    }

    /// <summary>
    /// Draws from the most likely tokens, where it makes no difference how likely the others are, which is known within limits only.
    /// This is so nearly always, and saves the exponentials of the whole vocabulary.
    /// </summary>
    private int? DrawFromHead(float head, float tail, double fraction)
    {
        int count = CountTopP(head);
        if (tail == 0 || (count < _candidates.Count && count == CountTopP(head + tail)))
        {
            _candidates.Truncate(count);
            return _candidates.Tokens[Find(_candidates.Weights, fraction * Sum(_candidates.Weights))];
        }

        if (_settings.TopP < 1 || _settings.MinP > 0 || fraction * (head + tail) >= head)
        {
            return null;
        }

        int index = Find(_candidates.Weights, fraction * head);
        return index == Find(_candidates.Weights, fraction * (head + tail)) ? _candidates.Tokens[index] : null;
    }

    private int DrawFromAll(Span<float> logits, float max, float head, double fraction)
    {
        float total = ToWeights(logits, max);
        if (_settings.TopP >= 1 && _settings.MinP <= 0)
        {
            return DrawInOrder(logits, head, fraction * total);
        }

        // Tokens below this weight have together less than 1 - TopP, so none of them is among the most likely TopP.
        float outsideTopP = (1 - Math.Min(1, _settings.TopP)) * total / logits.Length;
        _candidates.SelectAbove(logits, Math.Min(1, Math.Max(outsideTopP, _settings.MinP)));
        return DrawFromHead(total, tail: 0, fraction)!.Value;
    }

    /// <summary>Draws from all tokens, the candidates first, as where nothing but the candidates is looked at.</summary>
    private int DrawInOrder(Span<float> weights, float head, double target)
    {
        if (target < head)
        {
            return _candidates.Tokens[Find(_candidates.Weights, target)];
        }

        foreach (int token in _candidates.Tokens)
        {
            weights[token] = 0;
        }

        return Find(weights, target - head);
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

    private static double Sum(Span<float> weights)
    {
        double total = 0;
        for (int start = 0; start < weights.Length; start += BlockLength)
        {
            total += TensorPrimitives.Sum<float>(BlockAt(weights, start));
        }

        return total;
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
