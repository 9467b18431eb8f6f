namespace HybridInference.OnnxRuntime;

/// <summary>
/// Guesses how a text goes on: as it did where its last tokens came before. Each token is indexed once, in constant time; of two places with
/// the same hash only the later one is found. Not thread-safe.
/// </summary>
internal sealed class PromptLookup
{
    /// <summary>The last tokens that have to have come before: with fewer, most guesses are wrong; with more, copying is noticed late.</summary>
    public const int GramLength = 3;

    private const int MaxSlots = 1 << 16;

    /// <summary>Where the text went on after the gram of a slot the last time; 0 for never.</summary>
    private readonly int[] _slots;

    private int[] _tokens;
    private int _count;

    /// <param name="prompt">The text so far.</param>
    /// <param name="expected">The tokens to come, as far as is known.</param>
    public PromptLookup(ReadOnlySpan<int> prompt, int expected)
    {
        int total = prompt.Length + Math.Min(expected, MaxSlots);
        _slots = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(2 * total, 64, MaxSlots))];
        _tokens = new int[total + 1];
        foreach (int token in prompt)
        {
            Add(token);
        }
    }

    /// <summary>Takes note of the token that comes next.</summary>
    public void Add(int token)
    {
        if (_count == _tokens.Length)
        {
            Array.Resize(ref _tokens, 2 * _count);
        }

        if (_count >= GramLength)
        {
            _slots[SlotOf(LastGram())] = _count;
        }

        _tokens[_count++] = token;
    }

    /// <summary>Guesses the next tokens, and gives how many it has guessed.</summary>
    public int Guess(Span<int> next)
    {
        if (_count < GramLength)
        {
            return 0;
        }

        ReadOnlySpan<int> gram = LastGram();
        int from = _slots[SlotOf(gram)];
        if (from == 0 || !_tokens.AsSpan(from - GramLength, GramLength).SequenceEqual(gram))
        {
            return 0;
        }

        for (int i = 0; i < next.Length; i++)
        {
            // Beyond the end of the text the guess itself goes on: a loop of few tokens is guessed for as long as is asked.
            next[i] = from + i < _count ? _tokens[from + i] : next[from + i - _count];
        }

        return next.Length;
    }

    private ReadOnlySpan<int> LastGram() => _tokens.AsSpan(_count - GramLength, GramLength);

    private int SlotOf(ReadOnlySpan<int> gram)
    {
        uint hash = 0;
        foreach (int token in gram)
        {
            hash = (hash ^ (uint)token) * 0x9E3779B1;
            hash ^= hash >> 15;
        }

        return (int)(hash & (uint)(_slots.Length - 1));
    }
}
