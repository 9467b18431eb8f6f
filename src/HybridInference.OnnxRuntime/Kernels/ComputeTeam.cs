namespace HybridInference.OnnxRuntime;

/// <summary>The thread that runs a graph, which leads, and threads that help it with the parts of its operators' work.</summary>
/// <remarks>
/// A token's work falls into a hundred sections of some microseconds each, so that helpers wait for the next one in a busy loop: at most
/// <see cref="SpinTime"/>, and only while the leader is in a run. Otherwise they sleep. The leader takes parts like the others, and so needs none of
/// them to get done; it waits only for those parts that a helper has taken. One thread leads at a time.
/// </remarks>
/// <param name="threads">The threads of the team, with the leader. Those of the helpers begin with the first run.</param>
internal sealed unsafe class ComputeTeam(int threads) : IDisposable
{
    /// <summary>Longer than what lies between two sections of a token, shorter than what another process would notice.</summary>
    public static readonly TimeSpan SpinTime = TimeSpan.FromMicroseconds(50);

    /// <summary>The steps of a wait after which the core is offered to whoever has the part that is waited for.</summary>
    private const int StepsPerYield = 64;

    [ThreadStatic]
    private static ComputeTeam? _current;

    private readonly Lock _gate = new();
    private volatile ComputeHelper[] _helpers = [];
    private ComputeTeamState _state;
    private bool _isDisposed;

    /// <summary>Gets the team that the calling thread leads, if any.</summary>
    public static ComputeTeam? Current => _current;

    /// <summary>Gets the threads of the team, with the leader.</summary>
    public int Threads => threads;

    /// <summary>Gets whether a thread leads the team, so that helpers wait for sections.</summary>
    public bool IsLed => Volatile.Read(ref _state.IsLed) != 0;

    /// <summary>Makes the calling thread the leader until it leaves.</summary>
    /// <returns>Whether it is: it may lead another team, and this one may have another leader.</returns>
    public bool TryEnter()
    {
        if (_current is not null || Interlocked.Exchange(ref _state.IsLed, 1) != 0)
        {
            return false;
        }

        _current = this;
        Start();
        Wake(threads - 1);
        return true;
    }

    /// <summary>Ends what <see cref="TryEnter"/> began.</summary>
    public void Leave()
    {
        _current = null;
        Volatile.Write(ref _state.IsLed, 0);
    }

    /// <summary>Calls a function for each number below a count, on all threads that are awake, and waits for all calls. Only for the leader.</summary>
    /// <param name="call">The function, which must not throw.</param>
    /// <param name="parts">The count.</param>
    /// <param name="argument">The first argument.</param>
    public void Run(delegate*<void*, int, void> call, int parts, void* argument)
    {
        _state.Call = call;
        _state.Argument = argument;
        _state.Done = 0;
        Volatile.Write(ref _state.Ticket, (long)parts << 32);
        Wake(parts - 1);
        int others = parts - Work();
        for (int step = 1; Volatile.Read(ref _state.Done) != others; step++)
        {
            Pause(step);
        }
    }

    /// <summary>Does parts of the present section, if any is left. Only for helpers.</summary>
    public bool TryHelp()
    {
        long ticket = Volatile.Read(ref _state.Ticket);
        if ((uint)ticket >= (uint)(ticket >> 32))
        {
            return false;
        }

        int parts = Work();
        Interlocked.Add(ref _state.Done, parts);
        return parts > 0;
    }

    /// <summary>Counts a helper that is about to sleep.</summary>
    public void CountSleeper() => Interlocked.Increment(ref _state.Sleepers);

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            Array.ForEach(_helpers, helper => helper.Dispose());
            _helpers = [];
        }
    }

    private static void Pause(int step)
    {
        if (step % StepsPerYield == 0)
        {
            Thread.Yield();
        }
        else
        {
            Thread.SpinWait(1);
        }
    }

    private void Start()
    {
        if (_helpers.Length > 0)
        {
            return;
        }

        lock (_gate)
        {
            _helpers = _isDisposed ? [] : [.. Enumerable.Range(1, threads - 1).Select(_ => new ComputeHelper(this))];
        }
    }

    /// <summary>Wakes helpers, up to a count, if any sleeps.</summary>
    private void Wake(int count)
    {
        ComputeHelper[] helpers = _helpers;
        for (int i = 0; i < helpers.Length && i < count && Volatile.Read(ref _state.Sleepers) > 0; i++)
        {
            if (helpers[i].TryWake())
            {
                Interlocked.Decrement(ref _state.Sleepers);
            }
        }
    }

    /// <summary>Does parts until none is left. A ticket counts as it was when it was taken: another section may have begun since somebody looked.</summary>
    private int Work()
    {
        for (int count = 0; ; count++)
        {
            long ticket = Interlocked.Increment(ref _state.Ticket) - 1;
            if ((uint)ticket >= (uint)(ticket >> 32))
            {
                return count;
            }

            _state.Call(_state.Argument, (int)ticket);
        }
    }
}
