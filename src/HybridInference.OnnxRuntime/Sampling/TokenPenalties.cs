using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntime;

/// <summary>Makes tokens that have occurred less likely, or impossible where they would repeat a sequence.</summary>
internal sealed class TokenPenalties
{
    private readonly SamplingSettings _settings;
    private readonly HashSet<int> _seen = [];
    private readonly Dictionary<int, int> _counts = [];
    private readonly RepeatedNgrams? _ngrams;

    public TokenPenalties(SamplingSettings settings, ReadOnlySpan<int> prompt)
    {
        _settings = settings;
        _ngrams = settings.NoRepeatNgramSize > 0 ? new RepeatedNgrams(settings.NoRepeatNgramSize, prompt) : null;
        foreach (int token in prompt)
        {
            _seen.Add(token);
        }
    }

    /// <summary>Takes note of a generated token.</summary>
    public void Add(int token)
    {
        _seen.Add(token);
        _ngrams?.Add(token);
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, token, out _)++;
    }

    public void Apply(Span<float> logits)
    {
        if (_settings.RepetitionPenalty != 1)
        {
            ApplyRepetition(logits);
        }

        foreach ((int token, int count) in _counts)
        {
            logits[token] -= _settings.FrequencyPenalty * count + _settings.PresencePenalty;
        }

        _ngrams?.Apply(logits);
    }

    private void ApplyRepetition(Span<float> logits)
    {
        foreach (int token in _seen)
        {
            if ((uint)token < (uint)logits.Length)
            {
                ref float logit = ref logits[token];
                logit = logit > 0 ? logit / _settings.RepetitionPenalty : logit * _settings.RepetitionPenalty;
            }
        }
    }
}
