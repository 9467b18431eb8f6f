namespace HybridInference.OnnxRuntime;

/// <summary>Decides when the leader of a <see cref="ComputeTeam"/> does better without its helpers: when somebody else has their cores. Not thread-safe.</summary>
/// <param name="threads">The threads of the team, with the leader.</param>
/// <param name="timeProvider">Tells the time.</param>
internal sealed class ComputePatience(int threads, TimeProvider timeProvider)
{
    /// <summary>A helper that keeps the leader waiting for longer than this, and for longer than all of its own parts took, has lost its core to somebody else.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(1);

    /// <summary>So much the leader may lose to such waits in a short time, above a quarter of the time: alone it would lose as much.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(8);

    /// <inheritdoc cref="Tolerance"/>
    private const int ToleratedPart = 4;

    /// <summary>Helpers that do less than a quarter of their share in a run that takes longer than <see cref="ShortWait"/> have no core: they would only take the leader's from time to time.</summary>
    private const int LeastPartOfShare = 4;

    /// <summary>How long the leader then works alone: four times as long each time that it soon happens again, so that it seldom waits for a helper that does not run.</summary>
    private static readonly TimeSpan LeastTimeAlone = TimeSpan.FromMilliseconds(40);

    /// <inheritdoc cref="LeastTimeAlone"/>
    private const int Growth = 4;

    /// <inheritdoc cref="LeastTimeAlone"/>
    private static readonly TimeSpan MostTimeAlone = TimeSpan.FromMilliseconds(1280);

    private TimeSpan _lost;
    private long _lostAt;
    private long _aloneSince;
    private TimeSpan _timeAlone;

    /// <summary>Gets whether the leader works alone at the moment.</summary>
    public bool IsAlone => _timeAlone > TimeSpan.Zero && timeProvider.GetElapsedTime(_aloneSince) <= _timeAlone;

    /// <summary>Takes note of how long the leader waited for helpers.</summary>
    /// <param name="time">The time.</param>
    /// <param name="ownTime">How long its own parts took.</param>
    public void OnWait(TimeSpan time, TimeSpan ownTime)
    {
        if (time <= ShortWait || time <= ownTime)
        {
            return;
        }

        TimeSpan forgiven = timeProvider.GetElapsedTime(_lostAt) / ToleratedPart;
        _lost = (_lost > forgiven ? _lost - forgiven : TimeSpan.Zero) + time;
        _lostAt = timeProvider.GetTimestamp();
        if (_lost > Tolerance)
        {
            GoAlone();
        }
    }

    /// <summary>Takes note of what helpers did in a run.</summary>
    /// <param name="time">How long it took.</param>
    /// <param name="parts">The parts of its sections.</param>
    /// <param name="partsOfHelpers">Those that helpers did.</param>
    public void OnRun(TimeSpan time, long parts, long partsOfHelpers)
    {
        if (time > ShortWait && partsOfHelpers * threads * LeastPartOfShare < parts * (threads - 1))
        {
            GoAlone();
        }
    }

    private void GoAlone()
    {
        bool isSoon = timeProvider.GetElapsedTime(_aloneSince) < 2 * _timeAlone;
        _timeAlone = !isSoon ? LeastTimeAlone : Growth * _timeAlone < MostTimeAlone ? Growth * _timeAlone : MostTimeAlone;
        _aloneSince = timeProvider.GetTimestamp();
    }
}
