namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>
/// Keeps the generators of past requests, so that a request that begins with the same tokens does not compute them again. Those used longest
/// ago make room for others. For one request at a time.
/// </summary>
/// <param name="model">Makes the generators.</param>
/// <param name="contextLength">The most tokens that a generator may have.</param>
/// <param name="maxKept">The most generators that are kept.</param>
internal sealed class SequencePool(IGeneratorModel model, int contextLength, int maxKept) : IDisposable
{
    /// <summary>Memory is taken for whole multiples of this, and for twice as many tokens each time that it is too little.</summary>
    private const int SmallestCapacity = 1024;

    /// <summary>The generators, those used latest at the end.</summary>
    private readonly List<GeneratedSequence> _kept = [];

    /// <summary>Gets whether tokens can be put behind others. Some execution providers of ONNX Runtime GenAI take a prompt in one piece only.</summary>
    public bool CanContinue { get; private set; } = true;

    public int Count => _kept.Count;

    /// <summary>Gives a generator that holds the longest known beginning of a prompt, but never its last token, whose logits are needed.</summary>
    /// <param name="settings">How it has to choose tokens.</param>
    /// <param name="prompt">The tokens of the prompt, at least one.</param>
    /// <param name="outputTokens">The tokens of output that there should be room for.</param>
    public GeneratedSequence Take(GeneratorSettings settings, ReadOnlySpan<int> prompt, int outputTokens)
    {
        GeneratedSequence? best = null;
        int bestLength = 0;
        foreach (GeneratedSequence sequence in _kept)
        {
            int length = sequence.Tokens.CommonPrefixLength(prompt[..^1]);
            if (length > bestLength && sequence.Settings == settings && sequence.Capacity > prompt.Length)
            {
                (best, bestLength) = (sequence, length);
            }
        }

        return best is not null && TryTake(best, bestLength) ? best : Create(settings, prompt.Length, outputTokens);
    }

    /// <summary>Makes a generator without tokens.</summary>
    /// <param name="settings">How it has to choose tokens.</param>
    /// <param name="count">The tokens that it gets at once.</param>
    /// <param name="outputTokens">The further ones that there should be room for.</param>
    public GeneratedSequence Create(GeneratorSettings settings, int count, int outputTokens)
    {
        // Not for the longest answer that the context allows, as the native library takes the memory at once, and most answers are short.
        int wanted = count + Math.Clamp(outputTokens, 1, SmallestCapacity);
        int capacity = SmallestCapacity;
        while (capacity < wanted)
        {
            capacity *= 2;
        }

        capacity = Math.Min(capacity, contextLength);
        return new GeneratedSequence(model.Create(settings, capacity), settings, capacity);
    }

    /// <summary>Takes note that this model takes its prompts in one piece.</summary>
    public void ForbidContinuing()
    {
        CanContinue = false;
        Clear();
    }

    /// <summary>Takes a generator back, to keep it or to free it.</summary>
    public void Return(GeneratedSequence sequence)
    {
        if (sequence.IsBroken || !CanContinue || !sequence.IsAligned || !sequence.Settings.IsReusable || maxKept == 0)
        {
            sequence.Dispose();
            return;
        }

        if (_kept.Count == maxKept)
        {
            _kept[0].Dispose();
            _kept.RemoveAt(0);
        }

        _kept.Add(sequence);
    }

    public void Dispose() => Clear();

    private bool TryTake(GeneratedSequence sequence, int length)
    {
        _kept.Remove(sequence);
        try
        {
            sequence.RewindTo(length);
            return true;
        }
        catch (Exception)
        {
            // Some kinds of models cannot be rewound, which shows only now.
            sequence.Dispose();
            ForbidContinuing();
            return false;
        }
    }

    private void Clear()
    {
        _kept.ForEach(sequence => sequence.Dispose());
        _kept.Clear();
    }
}
