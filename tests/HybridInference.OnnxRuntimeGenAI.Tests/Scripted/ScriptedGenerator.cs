namespace HybridInference.OnnxRuntimeGenAI.Tests;

/// <summary>A generator of a <see cref="ScriptedModel"/>, as strict as the native one: a wrong call would end the process there.</summary>
internal sealed class ScriptedGenerator(ScriptedModel model, GeneratorSettings settings, int capacity) : ISequenceGenerator
{
    private readonly List<int> _tokens = [];
    private readonly Random? _random = settings.Samples ? new Random(settings.Seed ?? 1) : null;
    private volatile bool _isTerminated;
    private int _calls;

    public GeneratorSettings Settings => settings;

    public int Capacity => capacity;

    /// <summary>Gets how many tokens each call of <see cref="Append"/> had.</summary>
    public List<int> Chunks { get; } = [];

    /// <summary>Gets the tokens of all calls of <see cref="Append"/>.</summary>
    public List<int> Sent { get; } = [];

    public List<int> Rewinds { get; } = [];

    public bool IsDisposed { get; private set; }

    public bool IsTerminated => _isTerminated;

    public int Count => Call(() => _tokens.Count);

    public bool IsDone => Call(() => _tokens.Count == capacity || (_tokens.Count > 0 && model.EndTokens.Contains(_tokens[^1])));

    public void Append(ReadOnlySpan<int> tokens)
    {
        int[] appended = tokens.ToArray();
        Call(() =>
        {
            int count = (appended.Length + model.Window - 1) / model.Window * model.Window;
            if (_tokens.Count > 0 && !model.CanContinue)
            {
                throw new ScriptedFailureException("Continuous decoding is not supported.");
            }

            Assert.InRange(_tokens.Count + count, 1, capacity);
            Chunks.Add(appended.Length);
            Sent.AddRange(appended);
            Run(appended.Length);
            _tokens.AddRange(Enumerable.Repeat(0, count - appended.Length));
            _tokens.AddRange(appended);
            return 0;
        });
    }

    public int Next() => Call(() =>
    {
        Assert.InRange(_tokens.Count, 1, capacity - 1);
        Run(1);
        _tokens.Add(model.Choose(_tokens, _random));
        model.OnChosen?.Invoke();
        return _tokens[^1];
    });

    public void RewindTo(int count) => Call(() =>
    {
        if (!model.CanRewind)
        {
            throw new ScriptedFailureException("RewindTo is currently not supported.");
        }

        Assert.InRange(count, 0, _tokens.Count);
        Rewinds.Add(count);
        _tokens.RemoveRange(count, _tokens.Count - count);
        return 0;
    });

    public void Terminate()
    {
        Assert.False(IsDisposed, "A generator that is freed is terminated.");
        _isTerminated = true;
    }

    public void Dispose()
    {
        Assert.Equal(0, _calls);
        Assert.False(IsDisposed, "A generator is freed twice.");
        Assert.False(model.IsDisposed, "A generator is freed after its model.");
        IsDisposed = true;
    }

    private void Run(int tokens)
    {
        model.OnRun?.Invoke(this, tokens);
        ThrowIfTerminated();
    }

    private T Call<T>(Func<T> call)
    {
        Assert.False(IsDisposed, "A generator that is freed is called.");
        Assert.Equal(1, Interlocked.Increment(ref _calls));
        try
        {
            ThrowIfTerminated();
            return call();
        }
        finally
        {
            Interlocked.Decrement(ref _calls);
        }
    }

    private void ThrowIfTerminated()
    {
        if (_isTerminated)
        {
            throw new ScriptedFailureException("Session in Terminated state, exiting!");
        }
    }
}
