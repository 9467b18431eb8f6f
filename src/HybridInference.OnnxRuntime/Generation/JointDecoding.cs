using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Chooses the next tokens of several requests in one run, as far as there is memory. Not thread-safe.</summary>
internal sealed class JointDecoding(DecoderModel model, long maxBytes) : IDisposable
{
    private readonly DecoderBatch _batch = new(model, maxBytes);

    // Never cancelled: a step is short, and the request that is cancelled is one of several.
    private readonly DecoderRun _run = new(model, CancellationToken.None);
    private bool _hasFailed;

    /// <summary>
    /// Chooses a token for each request, if there are two at least. Those that there is no memory for, and all after a failure, are left alone:
    /// they go on by themselves.
    /// </summary>
    /// <param name="generations">The requests that want a token, in the order of their arrival.</param>
    public void Step(IReadOnlyList<TokenGeneration> generations)
    {
        List<DecoderSequence> sequences = [.. generations.Select(generation => generation.Sequence)];
        try
        {
            int count = _hasFailed ? 0 : _batch.CountFitting(sequences);
            _batch.SetMembers(count > 1 ? sequences[..count] : []);
            if (_batch.Members.Count > 0)
            {
                Choose([.. _batch.Members.Select(member => generations[sequences.IndexOf(member)])]);
            }
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or OutOfMemoryException)
        {
            // Whatever it was, it must not end all of them: those without a token go on alone, and each fails for itself or not at all.
            _hasFailed = true;
            Array.ForEach([.. generations], generation => LeaveAfter(exception, generation));
        }
    }

    /// <summary>Takes a request out that ends. If there is no memory to take along what it has computed, that is lost.</summary>
    public void Leave(TokenGeneration generation)
    {
        if (generation.IsPrefilling)
        {
            return;
        }

        try
        {
            _batch.Leave(generation.Sequence);
        }
        catch (OutOfMemoryException)
        {
            // The sequence knows that it is not sound.
        }
    }

    public void Dispose()
    {
        _run.Dispose();
        _batch.Dispose();
    }

    private void Choose(TokenGeneration[] members)
    {
        _batch.Append([.. members.Select(member => member.Current)], _run);
        List<TokenGeneration> close = [.. members.Where((member, i) => !member.TryChoose(_batch.LogitsFromEnd(members.Length - 1 - i)))];
        close.ForEach(member => _batch.TakeBack(member.Sequence));
        foreach (TokenGeneration member in close)
        {
            _batch.Append(member.Sequence, member.Current, _run);
            member.Choose(_batch.LogitsFromEnd(0));
        }
    }

    private void LeaveAfter(Exception failure, TokenGeneration generation)
    {
        Leave(generation);
        if (!generation.Sequence.IsSound)
        {
            generation.Fail(failure);
        }
    }
}
