using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>A native generator and the tokens that are in it. Owns the generator. Not thread-safe, but for <see cref="Terminate"/>.</summary>
internal sealed class GeneratedSequence(ISequenceGenerator generator, GeneratorSettings settings, int capacity) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<int> _tokens = [];
    private bool _isDisposed;
    private volatile bool _isTerminated;
    private bool _isFailed;

    public GeneratorSettings Settings => settings;

    /// <summary>Gets the most tokens that it can have.</summary>
    public int Capacity => capacity;

    public ReadOnlySpan<int> Tokens => CollectionsMarshal.AsSpan(_tokens);

    public int Count => _tokens.Count;

    /// <summary>Gets whether the generator has what was put into it and nothing else: it fills up the prompts of models with a sliding window.</summary>
    public bool IsAligned => generator.Count == Count;

    /// <summary>Gets whether there is no room for another token.</summary>
    public bool IsFull => generator.Count >= capacity;

    /// <summary>Gets whether the generator has found an end token of its own configuration.</summary>
    public bool IsEnded => !IsFull && generator.IsDone;

    /// <summary>Gets whether the generator is in a state that is not known any more, because a call has failed or it was terminated.</summary>
    public bool IsBroken => _isFailed || _isTerminated;

    public void Append(ReadOnlySpan<int> tokens)
    {
        _isFailed = true;
        generator.Append(tokens);
        _tokens.AddRange(tokens);
        _isFailed = false;
    }

    public int Next()
    {
        _isFailed = true;
        int token = generator.Next();
        _tokens.Add(token);
        _isFailed = false;
        return token;
    }

    public void RewindTo(int count)
    {
        if (count == Count)
        {
            return;
        }

        _isFailed = true;
        generator.RewindTo(count);
        _tokens.RemoveRange(count, _tokens.Count - count);
        _isFailed = false;
    }

    /// <summary>Makes the call that runs fail, from any thread. Does nothing when it is disposed.</summary>
    public void Terminate()
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _isTerminated = true;
                generator.Terminate();
            }
        }
    }

    /// <summary>Frees the native generator, which nobody may be using. Idempotent.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                generator.Dispose();
            }
        }
    }
}
