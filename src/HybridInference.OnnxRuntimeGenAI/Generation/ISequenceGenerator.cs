namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>A generator of ONNX Runtime GenAI with its one sequence of tokens. Not thread-safe, but for <see cref="Terminate"/>.</summary>
internal interface ISequenceGenerator : IDisposable
{
    /// <summary>Gets the tokens of the sequence.</summary>
    int Count { get; }

    /// <summary>Gets whether the generator does not go on by itself: its sequence has an end token, or is as long as it may be.</summary>
    bool IsDone { get; }

    /// <summary>Sends tokens through the model, behind those that are there.</summary>
    void Append(ReadOnlySpan<int> tokens);

    /// <summary>Chooses the next token, which is part of the sequence then.</summary>
    int Next();

    /// <summary>Takes tokens back.</summary>
    /// <param name="count">The tokens that stay.</param>
    void RewindTo(int count);

    /// <summary>Makes the call that runs, and each later one, fail. From any thread.</summary>
    void Terminate();
}
