using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>
/// Several sequences that go on together, one token each per run: with eight, a run takes two to three times as long as for one. A sequence
/// brings its cache along when it joins and takes what has come home when it leaves. Not thread-safe.
/// </summary>
internal sealed class DecoderBatch : IDisposable
{
    /// <summary>Slots have room for a multiple of so many tokens.</summary>
    private const int Step = 64;

    private readonly OrtIoBinding _binding;
    private readonly BatchInputs _inputs;
    private readonly LogitsBuffer _logits;
    private readonly KvSlots _slots;
    private readonly long _maxBytes;

    /// <summary>The sequences, each in the slot of its index.</summary>
    private readonly List<DecoderSequence> _members = [];

    /// <summary>The tokens that have come to each since it joined.</summary>
    private readonly List<List<int>> _added = [];

    private int[] _lengths = [];

    public DecoderBatch(DecoderModel model, long maxBytes)
    {
        _maxBytes = maxBytes;
        _binding = model.Session.CreateIoBinding();
        _inputs = new BatchInputs(model.Signature, _binding);
        _logits = new LogitsBuffer(model.Signature, _binding);
        _slots = new KvSlots(model.Signature.Cache);
    }

    /// <summary>Gets the sequences that are in the batch.</summary>
    public IReadOnlyList<DecoderSequence> Members => _members;

    /// <summary>Counts how many sequences, from the first on, there is memory for.</summary>
    public int CountFitting(IReadOnlyList<DecoderSequence> sequences)
    {
        int longest = 0;
        for (int i = 0; i < sequences.Count; i++)
        {
            longest = Math.Max(longest, LengthOf(sequences[i]) + 1);
            if (SlotsFor(i + 1) * (long)RowsFor(longest) * _slots.BytesPerToken > _maxBytes)
            {
                return i;
            }
        }

        return sequences.Count;
    }

    /// <summary>Lets sequences join and leave, so that the batch has these and no others.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for them.</exception>
    public void SetMembers(IReadOnlyList<DecoderSequence> sequences)
    {
        for (int i = _members.Count - 1; i >= 0; i--)
        {
            if (!sequences.Contains(_members[i]))
            {
                Leave(_members[i]);
            }
        }

        Reserve(sequences);
        foreach (DecoderSequence sequence in sequences)
        {
            if (!_members.Contains(sequence))
            {
                sequence.CopyTo(_slots, _members.Count);
                _members.Add(sequence);
                _added.Add([]);
            }
        }
    }

    /// <summary>Sends one further token of each member, in their order, through the graph.</summary>
    /// <exception cref="OnnxRuntimeException">The run failed; no token counts.</exception>
    public void Append(ReadOnlySpan<int> tokens, DecoderRun run)
    {
        Run(0, tokens, run);
        for (int i = 0; i < tokens.Length; i++)
        {
            _added[i].Add(tokens[i]);
        }
    }

    /// <summary>Sends a further token of one member through the graph, alone.</summary>
    /// <exception cref="OnnxRuntimeException">The run failed; the token does not count.</exception>
    public void Append(DecoderSequence member, int token, DecoderRun run)
    {
        int index = _members.IndexOf(member);
        Run(index, [token], run);
        _added[index].Add(token);
    }

    /// <summary>Takes back the token of a member that the latest run has added.</summary>
    public void TakeBack(DecoderSequence member)
    {
        List<int> added = _added[_members.IndexOf(member)];
        added.RemoveAt(added.Count - 1);
    }

    /// <summary>Gets the logits of the token after a member's latest one.</summary>
    /// <param name="fromEnd">The place of the member among those of the latest run, counted from the last one.</param>
    public Span<float> LogitsFromEnd(int fromEnd) => _logits.Row(fromEnd);

    /// <summary>Takes a sequence out, with what has come to it. Does nothing if it is not in the batch.</summary>
    public void Leave(DecoderSequence sequence)
    {
        int index = _members.IndexOf(sequence);
        if (index < 0)
        {
            return;
        }

        int last = _members.Count - 1;
        try
        {
            sequence.Adopt(CollectionsMarshal.AsSpan(_added[index]), _slots, index);
        }
        finally
        {
            if (index < last)
            {
                _slots.Move(last, index, LengthOf(_members[last]));
                (_members[index], _added[index]) = (_members[last], _added[last]);
            }

            _members.RemoveAt(last);
            _added.RemoveAt(last);
        }

        if (_members.Count == 0)
        {
            _slots.Dispose();
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        _inputs.Dispose();
        _logits.Dispose();
        _slots.Dispose();
    }

    private static int SlotsFor(int sequences) => (int)BitOperations.RoundUpToPowerOf2((uint)sequences);

    /// <summary>Gives an eighth more than is needed, so that all is copied to larger slots only now and then.</summary>
    private static int RowsFor(int length) => (length + (length / 8) + Step) / Step * Step;

    private int LengthOf(DecoderSequence sequence)
    {
        int index = _members.IndexOf(sequence);
        return sequence.Tokens.Length + (index < 0 ? 0 : _added[index].Count);
    }

    private void Reserve(IReadOnlyList<DecoderSequence> sequences)
    {
        if (sequences.Count == 0)
        {
            return;
        }

        int longest = sequences.Max(LengthOf) + 1;
        if (sequences.Count > _slots.Count || longest > _slots.Rows)
        {
            _slots.Resize(SlotsFor(sequences.Count), RowsFor(longest), [.. _members.Select(LengthOf)]);
        }
    }

    private void Run(int first, ReadOnlySpan<int> tokens, DecoderRun run)
    {
        if (_lengths.Length < tokens.Length)
        {
            _lengths = new int[tokens.Length];
        }

        for (int i = 0; i < tokens.Length; i++)
        {
            _lengths[i] = LengthOf(_members[first + i]);
        }

        _inputs.Set(tokens, _lengths.AsSpan(0, tokens.Length));
        _logits.Prepare(tokens: 1, wanted: 1, sequences: tokens.Length);
        OrtValue[] views = _slots.Bind(first, tokens.Length, _binding);
        try
        {
            run.Run(_binding);
        }
        finally
        {
            Array.ForEach(views, view => view.Dispose());
        }
    }
}
