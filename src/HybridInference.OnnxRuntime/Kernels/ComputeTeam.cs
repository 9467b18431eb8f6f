using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntime;

/// <summary>The thread that runs a graph, which leads, and threads that help it with the parts of its operators' work.</summary>
/// <remarks>
/// A token's work falls into a hundred sections of some microseconds each, so that helpers wait for the next one in a busy loop: at most
/// <see cref="SpinTime"/>, and only while the leader is in a run. Otherwise they sleep. The leader takes parts like the others, and so needs none of
/// them to get done; it waits only for those parts that a helper has taken. One thread leads at a time.
/// </remarks>
/// <param name="threads">The threads of the team, with the leader. Those of the helpers begin with the first run.</param>
/// <param name="timeProvider">What tells how long the leader waits, or <see langword="null"/> for the system's.</param>
internal sealed unsafe class ComputeTeam(int threads, TimeProvider? timeProvider = null) : IDisposable
{
    /// <summary>The bytes of memory that operators may use while they run: more than a token's take.</summary>
    public const int MemorySize = 1 << 18;

    private const int Line = 64;

    /// <summary>The steps of a wait after which the core is offered to whoever wants it.</summary>
    private const int StepsPerYield = 64;

    /// <summary>The steps of a wait, about 100 us, after which the leader sleeps: a helper that has lost its core gets the leader's then.</summary>
    private const int StepsBeforeSleep = 2048;

    /// <summary>Longer than what lies between two sections of a token, shorter than what another process would notice.</summary>
    public static readonly TimeSpan SpinTime = TimeSpan.FromMicroseconds(50);

    [ThreadStatic]
    private static ComputeTeam? _current;

    private readonly TimeProvider _timeProvider = timeProvider ?? TimeProvider.System;
    private readonly ComputePatience _patience = new(threads, timeProvider ?? TimeProvider.System);
    private readonly Lock _gate = new();
    private readonly byte[] _memory = GC.AllocateUninitializedArray<byte>(MemorySize + Line, pinned: true);
    private readonly AutoResetEvent _wakeLeader = new(false);
    private volatile ComputeHelper[] _helpers = [];
    private ComputeTeamState _state;
    private ComputeFetch* _latest;
    private long _entered;
    private long _parts;
    private long _partsOfHelpers;
    private bool _isDisposed;

    /// <summary>Gets the team that the calling thread leads, if any.</summary>
    public static ComputeTeam? Current => _current;

    /// <summary>Gets the threads of the team, with the leader.</summary>
    public int Threads => threads;

    /// <summary>Gets memory for the operator that runs at the moment, aligned to a cache line. Only for the leader.</summary>
    public byte* Memory => (byte*)(((nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory)) + Line - 1) & ~(nint)(Line - 1));

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
        _latest = null;
        (_entered, _parts, _partsOfHelpers) = (_timeProvider.GetTimestamp(), 0, 0);
        Start();
        Wake(IsAlone() ? 0 : threads - 1);
        return true;
    }

    /// <summary>Ends what <see cref="TryEnter"/> began.</summary>
    public void Leave()
    {
        _patience.OnRun(_timeProvider.GetElapsedTime(_entered), _parts, _partsOfHelpers);
        _current = null;
        Volatile.Write(ref _state.IsLed, 0);
    }

    /// <summary>Calls a function for each number below a count, on all threads that are awake, and waits for all calls. Only for the leader.</summary>
    /// <param name="call">The function, which must not throw.</param>
    /// <param name="parts">The count.</param>
    /// <param name="argument">The first argument.</param>
    public void Run(delegate*<void*, int, void> call, int parts, void* argument)
    {
        if (IsAlone())
        {
            for (int part = 0; part < parts; part++)
            {
                call(argument, part);
            }

            return;
        }

        _state.Call = call;
        _state.Argument = argument;
        _state.Done = 0;
        Volatile.Write(ref _state.Ticket, ComputeTicket.Create(parts));
        Wake(parts - 1);
        long start = _timeProvider.GetTimestamp();
        int others = parts - Work(ComputeTicket.Leader);
        _parts += parts;
        _partsOfHelpers += others;
        WaitFor(others, start);
    }

    /// <summary>Gets whether the leader works alone at the moment. Only for the leader.</summary>
    public bool IsAlone() => _patience.IsAlone;

    /// <summary>Does parts of the present section, if any is left. Only for helpers.</summary>
    public bool TryHelp()
    {
        if (!ComputeTicket.HasParts(Volatile.Read(ref _state.Ticket)))
        {
            return false;
        }

        int parts = Work(ComputeTicket.Helper);
        Interlocked.Add(ref _state.Done, parts);
        if (Volatile.Read(ref _state.IsLeaderAsleep) != 0)
        {
            _wakeLeader.Set();
        }

        return parts > 0;
    }

    /// <summary>Fetches a step of what the next section will read. Only for helpers.</summary>
    /// <returns>Whether there is more.</returns>
    public bool TryFetch(int step, int helper)
    {
        // The leader may be about to change it. What is fetched by mistake does no harm.
        ComputeFetch next = _state.Next;
        return next.TryFetch(step, helper, threads - 1);
    }

    /// <summary>Takes note of what the leader's section reads, and lets helpers fetch what came after it in the run before.</summary>
    /// <param name="section">What it reads.</param>
    /// <param name="next">Where is kept what came after it, as long as the team.</param>
    public void Follow(in ComputeFetch section, ComputeFetch* next)
    {
        if (_latest is not null)
        {
            *_latest = section;
        }

        _latest = next;
        _state.Next = *next;
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
            _wakeLeader.Dispose();
        }
    }

    private void Pause(int step, int others)
    {
        if (step > StepsBeforeSleep)
        {
            Sleep(others);
        }
        else if (step % StepsPerYield == 0)
        {
            Thread.Yield();
        }
        else
        {
            Thread.SpinWait(1);
        }
    }

    private void Sleep(int others)
    {
        Interlocked.Exchange(ref _state.IsLeaderAsleep, 1);
        if (Volatile.Read(ref _state.Done) != others)
        {
            _wakeLeader.WaitOne();
        }

        Volatile.Write(ref _state.IsLeaderAsleep, 0);
    }

    /// <summary>Waits until helpers have done their parts, of a section that began at a time.</summary>
    private void WaitFor(int others, long start)
    {
        // Mostly it is so soon that looking at the clock would take longer.
        for (int step = 0; step < StepsPerYield; step++)
        {
            if (Volatile.Read(ref _state.Done) == others)
            {
                return;
            }

            Thread.SpinWait(1);
        }

        long end = _timeProvider.GetTimestamp();
        TimeSpan ownTime = _timeProvider.GetElapsedTime(start, end);
        for (int step = 1; Volatile.Read(ref _state.Done) != others; step++)
        {
            Pause(step, others);
        }

        _patience.OnWait(_timeProvider.GetElapsedTime(end), ownTime);
    }

    private void Start()
    {
        if (_helpers.Length > 0)
        {
            return;
        }

        lock (_gate)
        {
            _helpers = _isDisposed ? [] : [.. Enumerable.Range(1, threads - 1).Select(i => new ComputeHelper(this, i - 1))];
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

    /// <summary>Does parts as the leader or a helper until none is left, and gives how many.</summary>
    private int Work(long side)
    {
        for (int count = 0; ; count++)
        {
            int part = ComputeTicket.NextOf(Interlocked.Add(ref _state.Ticket, side) - side, side, threads);
            if (part < 0)
            {
                return count;
            }

            _state.Call(_state.Argument, part);
        }
    }
}
