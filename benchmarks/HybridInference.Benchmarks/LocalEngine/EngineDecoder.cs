using System.Diagnostics;
using System.Numerics.Tensors;
using HybridInference.OnnxRuntime;

namespace HybridInference.Benchmarks;

/// <summary>The engine's own sequences of tokens, over the graph as it was published or rewritten.</summary>
internal sealed class EngineDecoder(string name, DecoderModel model, int chunk) : IMeasuredDecoder
{
    private readonly DecoderRun _run = new(model, CancellationToken.None);
    private readonly Dictionary<int, DecoderSequence> _sequences = [];

    public string Name => name;

    public TimeSpan Prefill(ReadOnlySpan<int> prompt)
    {
        using DecoderSequence sequence = CreateSequence(prompt.Length);
        long start = Stopwatch.GetTimestamp();
        Append(sequence, prompt);
        _ = TensorPrimitives.IndexOfMax<float>(sequence.Logits);
        return Stopwatch.GetElapsedTime(start);
    }

    public TimeSpan[] Decode(int context, int count)
    {
        DecoderSequence sequence = SequenceOf(context, count);
        var steps = new TimeSpan[count];
        int token = 1;
        for (int i = 0; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            sequence.Append([token], _run);
            token = TensorPrimitives.IndexOfMax<float>(sequence.Logits);
            steps[i] = Stopwatch.GetElapsedTime(start);
        }

        sequence.Truncate(context);
        return steps;
    }

    public void Dispose()
    {
        foreach (DecoderSequence sequence in _sequences.Values)
        {
            sequence.Dispose();
        }

        _run.Dispose();
        model.Dispose();
    }

    private DecoderSequence SequenceOf(int context, int count)
    {
        if (!_sequences.TryGetValue(context, out DecoderSequence? sequence))
        {
            _sequences[context] = sequence = CreateSequence(context + count);
            Append(sequence, Prompts.Create(context));
        }

        return sequence;
    }

    private DecoderSequence CreateSequence(int length)
    {
        var sequence = new DecoderSequence(model);
        sequence.Expect(length, length + 1);
        return sequence;
    }

    private void Append(DecoderSequence sequence, ReadOnlySpan<int> prompt)
    {
        while (!prompt.IsEmpty)
        {
            int count = Math.Min(chunk, prompt.Length);
            sequence.Append(prompt[..count], _run, wantedRows: count == prompt.Length ? 1 : 0);
            prompt = prompt[count..];
        }
    }
}
