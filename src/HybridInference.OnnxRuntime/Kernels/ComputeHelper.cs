using System.Diagnostics;

namespace HybridInference.OnnxRuntime;

/// <summary>A thread that helps the leader of a <see cref="ComputeTeam"/>.</summary>
/// <remarks>
/// It may miss that it should wake up if that happens just when it goes to sleep. The next section wakes it then, and until then the leader does without it.
/// </remarks>
internal sealed class ComputeHelper : IDisposable
{
    private readonly ComputeTeam _team;
    private readonly int _index;
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;
    private int _isAsleep;
    private volatile bool _isDisposed;

    public ComputeHelper(ComputeTeam team, int index)
    {
        (_team, _index) = (team, index);
        _thread = new Thread(Help) { IsBackground = true, Name = "HybridInference" };
        _thread.UnsafeStart();
    }

    /// <summary>Wakes the thread if it sleeps.</summary>
    public bool TryWake()
    {
        if (Volatile.Read(ref _isAsleep) == 0)
        {
            return false;
        }

        Volatile.Write(ref _isAsleep, 0);
        _wake.Set();
        return true;
    }

    /// <summary>Ends the thread, after the part that it does at the moment.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
    }

    private void Help()
    {
        while (!_isDisposed)
        {
            WaitBusily();
            Volatile.Write(ref _isAsleep, 1);
            _team.CountSleeper();
            _wake.WaitOne();
        }
    }

    /// <summary>Helps until there is no more run, or nothing to do for too long.</summary>
    private void WaitBusily()
    {
        long idleSince = Stopwatch.GetTimestamp();
        int fetched = -1;
        while (_team.IsLed)
        {
            if (_team.TryHelp())
            {
                idleSince = Stopwatch.GetTimestamp();
                fetched = 0;
            }
            else if (fetched >= 0)
            {
                fetched = _team.TryFetch(fetched, _index) ? fetched + 1 : -1;
            }
            else if (Stopwatch.GetElapsedTime(idleSince) < ComputeTeam.SpinTime)
            {
                Thread.SpinWait(1);
            }
            else
            {
                return;
            }
        }
    }
}
