namespace HybridInference.Benchmarks;

/// <summary>A way to run a decoder, greedily and without text, that is measured beside others.</summary>
internal interface IMeasuredDecoder : IDisposable
{
    string Name { get; }

    /// <summary>Starts a new sequence and gives the time until its first token is chosen.</summary>
    TimeSpan Prefill(ReadOnlySpan<int> prompt);

    /// <summary>Chooses further tokens after a sequence of a certain length, which is made when it is asked for first, and gives the time of each.</summary>
    TimeSpan[] Decode(int context, int count);
}
