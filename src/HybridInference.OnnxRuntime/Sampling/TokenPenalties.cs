using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntime;

/// <summary>Makes tokens that have occurred less likely.</summary>
internal sealed class TokenPenalties
{
    private readonly SamplingSettings _settings;
    private readonly HashSet<int> _seen = [];
    private readonly Dictionary<int, int> _counts = [];

    public TokenPenalties(SamplingSettings settings, ReadOnlySpan<int> prompt)
    {
        _settings = settings;
        foreach (int token in prompt)
        {
            _seen.Add(token);
        }
    }

    /// <summary>Takes note of a generated token.</summary>
    public void Add(int token)
    {
        _seen.Add(token);
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
