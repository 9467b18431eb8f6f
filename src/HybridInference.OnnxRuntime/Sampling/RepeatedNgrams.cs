using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntime;

/// <summary>
/// Makes tokens impossible that would complete a sequence of a certain length which prompt and output have already:
/// <c>no_repeat_ngram_size</c> as Hugging Face defines it.
/// </summary>
internal sealed class RepeatedNgrams
{
    private readonly int _length;
    private readonly List<int> _tokens = [];

    // Where sequences of one token less end, by their hash.
    private readonly Dictionary<int, List<int>> _ends = [];

    public RepeatedNgrams(int size, ReadOnlySpan<int> prompt)
    {
        _length = size - 1;
        foreach (int token in prompt)
        {
            Add(token);
        }
    }

    /// <summary>Takes note of a token.</summary>
    public void Add(int token)
    {
        if (_tokens.Count >= _length)
        {
            ref List<int>? ends = ref CollectionsMarshal.GetValueRefOrAddDefault(_ends, Hash(Before(_tokens.Count)), out _);
            (ends ??= []).Add(_tokens.Count);
        }

        _tokens.Add(token);
    }

    public void Apply(Span<float> logits)
    {
        if (_tokens.Count < _length || !_ends.TryGetValue(Hash(Before(_tokens.Count)), out List<int>? ends))
        {
            return;
        }

        foreach (int end in ends)
        {
            if (Before(end).SequenceEqual(Before(_tokens.Count)) && (uint)_tokens[end] < (uint)logits.Length)
            {
                logits[_tokens[end]] = float.NegativeInfinity;
            }
        }
    }

    private static int Hash(ReadOnlySpan<int> tokens)
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes(tokens));
        return hash.ToHashCode();
    }

    private ReadOnlySpan<int> Before(int end) => CollectionsMarshal.AsSpan(_tokens).Slice(end - _length, _length);
}
