namespace HybridInference;

/// <summary>Prefers remote targets while the device should be spared: on battery, or with many requests that wait already.</summary>
/// <remarks>
/// A preference: private requests stay on the device all the same. Where the network costs by volume, the battery is no reason. What is not
/// known is no reason either. The power supply is asked at most every few seconds. Not among the default policies. Thread-safe.
/// </remarks>
public sealed class DeviceLoadRoutingPolicy : IRoutingPolicy
{
    private const int Weight = 15;
    private static readonly TimeSpan ConditionLifetime = TimeSpan.FromSeconds(5);

    private readonly int _maxRequests;
    private readonly IDeviceConditions _conditions;
    private readonly TimeProvider _timeProvider;
    private readonly Lock _lock = new();
    private bool? _sparesBattery;
    private long _askedAt;

    /// <summary>Initializes the policy.</summary>
    /// <param name="maxRequests">The most requests that may run or wait at a local target before others are preferred.</param>
    /// <param name="conditions">Tells of battery and network; the operating system when <see langword="null"/>.</param>
    /// <param name="timeProvider">The clock, the system's when <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of requests is negative.</exception>
    public DeviceLoadRoutingPolicy(int maxRequests = 4, IDeviceConditions? conditions = null, TimeProvider? timeProvider = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxRequests);
        _maxRequests = maxRequests;
        _conditions = conditions ?? SystemDeviceConditions.Instance;
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public string Name => RoutingPolicies.DeviceLoad;

    /// <inheritdoc/>
    public PolicyFailureMode FailureMode => PolicyFailureMode.Preference;

    /// <inheritdoc/>
    public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        string? reason = SparesBattery() ? RoutingReasons.OnBattery : IsBusy(context) ? RoutingReasons.DeviceBusy : null;
        RoutingVerdict verdict = RoutingVerdict.Abstain;
        for (int i = 0; reason is not null && i < context.Targets.Count; i++)
        {
            RouteTarget target = context.Targets[i];
            verdict = target.IsRemote ? verdict.Combine(RoutingVerdict.Prefer(target, Weight, reason)) : verdict;
        }

        return new(verdict);
    }

    private bool IsBusy(ChatRoutingContext context)
    {
        foreach (RouteTarget target in context.Targets)
        {
            if (target.State?.Readiness.Requests > _maxRequests)
            {
                return true;
            }
        }

        return false;
    }

    private bool SparesBattery()
    {
        lock (_lock)
        {
            if (_sparesBattery is null || _timeProvider.GetElapsedTime(_askedAt) > ConditionLifetime)
            {
                _sparesBattery = _conditions.IsOnBattery == true && _conditions.IsNetworkMetered != true;
                _askedAt = _timeProvider.GetTimestamp();
            }

            return _sparesBattery.Value;
        }
    }
}
