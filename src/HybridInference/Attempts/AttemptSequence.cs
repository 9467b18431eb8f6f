using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>The attempts of one request: walks the allowed targets in order and records each attempt.</summary>
/// <remarks>The only way from a decision to a client. It never leaves the decision's frozen list.</remarks>
internal sealed class AttemptSequence(ChatRoutingContext context, RoutingDecision decision, AttemptServices services, bool streaming)
{
    private readonly long _start = services.TimeProvider.GetTimestamp();
    private RequestFailures? _failures;
    private int _next;

    /// <summary>The index of a target that was started before its turn. Small, so that it takes no room of its own.</summary>
    private sbyte _hedged = -1;

    public RoutingDecision Decision { get; private set; } = decision;

    /// <summary>Whether a stream was interrupted, and another target takes over.</summary>
    public bool IsTakenOver { get; private set; }

    /// <summary>What the next attempt goes on with, if it does not begin an answer.</summary>
    public PartialAnswer? Continued => _failures?.Continued;

    public TimeProvider TimeProvider => services.TimeProvider;

    /// <summary>How much of a stream is held back; nothing when <see langword="null"/>.</summary>
    public HoldBackLimits? HoldBack => services.HoldBack;

    private int AllowedAttempts => Math.Min(Decision.Targets.Length, services.MaxAttempts);

    public async ValueTask<IAttempt> BeginAsync(CancellationToken cancellationToken)
    {
        HybridTarget target = await NextTargetAsync(cancellationToken).ConfigureAwait(false);
        var attempt = new Attempt(target, this);
        return FindHedgeDelay(target.Route) is { } delay ? new HedgedAttempt(attempt, this, delay) : attempt;
    }

    public async ValueTask<IStreamingAttempt> BeginStreamingAsync(CancellationToken cancellationToken)
    {
        HybridTarget target = await NextTargetAsync(cancellationToken).ConfigureAwait(false);
        var attempt = new StreamingAttempt(target, this);
        return FindHedgeDelay(target.Route) is { } delay ? new HedgedStreamingAttempt(attempt, this, delay) : attempt;
    }

    /// <summary>Makes what a target gets. Only what <see cref="EgressGate"/> lets out leaves the machine, and only what travels goes elsewhere.</summary>
    public async ValueTask<OutgoingRequest> PrepareAsync(RouteTarget target, CancellationToken cancellationToken)
    {
        OutgoingRequest request = target.IsRemote
            ? await services.Egress.OpenAsync(target, context, Decision.Verdict.Transformations, cancellationToken).ConfigureAwait(false)
            : new(context.Messages, TargetOptions.For(target, context.Options));
        return services.Portability.Adapt(request, target, context);
    }

    /// <summary>Remembers what a target issued in an answer.</summary>
    public void Learn(RouteTarget target, ChatOptions? sent, ChatResponse answer) =>
        new IssuedAnswer(services.Issuers, context).Learn(target.Name, sent, answer);

    /// <summary>Remembers what a target issued in an update.</summary>
    /// <inheritdoc cref="IssuedAnswer.Learn(string, ChatOptions?, ChatResponseUpdate, string?)"/>
    public string? Learn(RouteTarget target, ChatOptions? sent, ChatResponseUpdate update, string? known) =>
        new IssuedAnswer(services.Issuers, context).Learn(target.Name, sent, update, known);

    /// <summary>Reserves what a call of a target can cost; there is no reservation when nobody counts.</summary>
    /// <exception cref="RequestWithheldException">The cost is not known or has no bound, or the store cannot be reached. Nothing was sent.</exception>
    /// <exception cref="BudgetExhaustedException">A budget has no room. Nothing was sent.</exception>
    public async ValueTask<AttemptReservation?> ReserveAsync(RouteTarget target, CancellationToken cancellationToken)
    {
        if (services.Budget is null)
        {
            return null;
        }

        AttemptReservation reservation = await services.Budget.ReserveAsync(target, context, cancellationToken).ConfigureAwait(false);
        return reservation switch
        {
            { IsGranted: true } => reservation,
            { Answer.Exhausted: { } scope } => throw new BudgetExhaustedException(scope.Name, reservation.Answer.ResetsAt, Decision),
            _ => throw new RequestWithheldException(target.Name, reservation.Denial!, reservation.DenialDetail),
        };
    }

    /// <summary>Labels the updates of an attempt that may share its stream with another one.</summary>
    public MessageLabel? CreateLabel() => services.StreamInterruption switch
    {
        StreamInterruption.Restart => MessageLabel.ForMessage(_failures?.Interruption is null ? null : RoutingDecision.RestartedPropertyName),
        StreamInterruption.Continue when Continued is { } part => new(part.MessageId, RoutingDecision.ContinuedPropertyName),
        _ => null,
    };

    public ValueTask SettleAsync(AttemptReservation reservation, AttemptEnd end) =>
        services.Budget!.SettleAsync(reservation, end with { Reasons = Decision.Reasons });

    /// <summary>Starts the clock of a call; there is none when nothing limits its time.</summary>
    public AttemptClock? StartClock(RouteTarget target, CancellationToken cancellationToken) =>
        services.TimeLimits.StartClock(target, _start, cancellationToken);

    /// <summary>Tells a target's breaker that a call begins.</summary>
    public void Begin(RouteTarget target) => services.Breakers[target.Name].Begin();

    public void Record(AttemptRecord attempt, Exception? exception)
    {
        TimeSpan? retryAfter = exception is null ? null : services.Classifier.GetRetryAfter(exception);
        bool isOutOfMemory = exception is not null && services.Classifier.IsOutOfMemory(exception);
        services.Breakers[attempt.Target].End(attempt.Outcome, attempt.Failure, retryAfter, isOutOfMemory);
        if (attempt.Outcome is AttemptOutcome.Completed or AttemptOutcome.Truncated)
        {
            services.StickyTargets?.Keep(context, attempt.Target);
        }

        Decision = Decision.With(attempt);
        services.Metrics.Attempted(attempt, streaming);
        services.Hedging?.Observe(attempt, streaming);
    }

    /// <summary>Whether what a target answers is made of private data.</summary>
    public bool IsAnswerPrivate(RouteTarget target) => !target.IsRemote && Decision.PrivateData.Count > 0;

    /// <summary>Remembers what was made of private data.</summary>
    public void RememberPrivate(string answer) => services.Memory.Taint(answer, Decision.PrivateData);

    public FailureKind Classify(Exception exception) => services.Classifier.Classify(exception);

    public void CleanupFailed(Attempt attempt, Exception exception) => services.CleanupFailed(attempt.Target, exception);

    /// <summary>Lets another target take over, after part of an answer reached the caller, when the options and the failure allow it.</summary>
    public bool TryTakeOver(Attempt attempt, FailureKind kind, StreamInterruptedException interruption, string? messageId)
    {
        IsTakenOver = !IsFinal(kind) && services.StreamInterruption switch
        {
            StreamInterruption.Restart => TryGoOn(attempt, kind),
            StreamInterruption.Continue => TryContinue(attempt, kind, new(interruption.PartialText, messageId)),
            _ => false,
        };
        if (IsTakenOver)
        {
            _failures ??= new();
            _failures.Interruption ??= interruption;
            _failures.Exceptions.Add(interruption.InnerException!);
        }

        return IsTakenOver;
    }

    /// <summary>Records that an attempt failed before it gave any content.</summary>
    /// <returns><see langword="true"/> when there is another attempt to begin, <see langword="false"/> when the exception is to be thrown on.</returns>
    /// <exception cref="AllTargetsFailedException">This was not the first attempt, and there is no other target to try.</exception>
    /// <exception cref="StreamInterruptedException">Part of an answer had reached the caller, and no other target could take over.</exception>
    /// <exception cref="PrivateRequestUnservedException">The request may not leave this device, which cannot serve it.</exception>
    /// <exception cref="BudgetExhaustedException">A budget has no room, and no other target could serve the request.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled, and the target threw something else.</exception>
    public async ValueTask<bool> FailAsync(Attempt attempt, Exception exception, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            await attempt.EndAsync(new(AttemptOutcome.Cancelled), exception: exception).ConfigureAwait(false);
            return exception is OperationCanceledException
                ? false
                : throw new OperationCanceledException("The request was cancelled.", exception, cancellationToken);
        }

        FailureKind kind = await EndFailedAsync(attempt, exception).ConfigureAwait(false);
        return IsFinal(kind) || Continued is not null ? _failures!.Throw(Decision) : TryGoOn(attempt, kind) || TryWait(_failures!, kind) || _failures!.ThrowUnserved(Decision);
    }

    /// <summary>Records that an attempt failed while another one goes on.</summary>
    public async ValueTask FailHedgedAsync(Attempt attempt, Exception exception, bool isFailover)
    {
        FailureKind kind = await EndFailedAsync(attempt, exception).ConfigureAwait(false);
        if (isFailover)
        {
            services.FailedOver(attempt.Target, kind);
        }
    }

    /// <summary>Chooses the remote target that is started beside a local one, when one may be started now.</summary>
    public HybridTarget? TryTakeHedge()
    {
        int index = FindHedge();
        if (index < 0 || services.TimeLimits.TimeLeft(_start) <= TimeSpan.Zero || !services.Hedging!.TryTake())
        {
            return null;
        }

        _hedged = (sbyte)index;
        return services.Targets[Decision.Targets[index]];
    }

    /// <summary>Whether a call failed in a way that is thrown at once.</summary>
    public bool IsFinal(Task call) => call.Exception?.InnerException is { } exception && IsFinal(Classify(exception));

    /// <summary>Whether a call failed because a provider did no work.</summary>
    public bool IsRefusal(Task call) => call.Exception?.InnerException is { } exception && services.Classifier.IsRefusal(exception);

    private async ValueTask<FailureKind> EndFailedAsync(Attempt attempt, Exception exception)
    {
        FailureKind kind = Classify(exception);
        await attempt.EndAsync(new(AttemptOutcome.Failed) { IsRefused = services.Classifier.IsRefusal(exception) }, kind, exception).ConfigureAwait(false);
        _failures ??= new();
        _failures.Exceptions.Add(exception);
        return kind;
    }

    /// <summary>How long the first target of a request may give nothing before another one is started; <see langword="null"/> when none may be.</summary>
    private TimeSpan? FindHedgeDelay(RouteTarget target) =>
        services.Hedging is { } hedging && !target.IsRemote && _next == 1 && _failures is null && MayHedge()
            ? hedging.CountRequest(target.Name, streaming)
            : null;

    /// <summary>Nobody is asked, and no tool run, for an answer that may not be taken.</summary>
    private bool MayHedge() =>
        FindHedge() > 0
        && (context.RequiredCapabilities & (ChatCapabilities.HostedTools | ChatCapabilities.ServerState)) == ChatCapabilities.None
        && !Decision.Verdict.Transformations.HasFlag(RequestTransformations.AskConsent);

    private int FindHedge()
    {
        for (int index = _next; index < AllowedAttempts; index++)
        {
            string target = Decision.Targets[index];
            if (services.Targets[target].Route.IsRemote && IsUsable(target, ChatCapabilities.None))
            {
                return index;
            }
        }

        return -1;
    }

    private bool IsFinal(FailureKind kind) =>
        kind == FailureKind.Permanent || (kind == FailureKind.ContentRefusal && !services.FailOverOnContentRefusal);

    private bool TryGoOn(Attempt attempt, FailureKind kind)
    {
        bool isThereMore = FindNext(ChatCapabilities.None) is not null;
        if (isThereMore)
        {
            services.FailedOver(attempt.Target, kind);
        }

        return isThereMore;
    }

    /// <summary>Makes the text so far part of the request, for the next target that can go on with it. What was made of private data stays here.</summary>
    private bool TryContinue(Attempt attempt, FailureKind kind, PartialAnswer part)
    {
        if (Continued is not null || string.IsNullOrWhiteSpace(part.Text) || FindNext(ChatCapabilities.Prefill) is not { } target
            || (target.IsRemote && IsAnswerPrivate(services.Targets[attempt.Target].Route))
            || ContinuedRequest.TryCreate(context, part.Text, target, Decision, services.PrivacyRules) is not { } continued)
        {
            return false;
        }

        context = continued;
        (_failures ??= new()).Continued = part;
        services.FailedOver(attempt.Target, kind);
        return true;
    }

    /// <summary>Moves on to the next target that works and has some capabilities.</summary>
    private RouteTarget? FindNext(ChatCapabilities needed)
    {
        while (_next < AllowedAttempts && (_next == _hedged || !IsUsable(Decision.Targets[_next], needed)))
        {
            _next++;
        }

        return _next < AllowedAttempts && services.TimeLimits.TimeLeft(_start) > TimeSpan.Zero ? services.Targets[Decision.Targets[_next]].Route : null;
    }

    private bool IsUsable(string target, ChatCapabilities needed) =>
        !services.Breakers[target].IsOpen && services.Targets[target].Route.Capabilities.Supported.HasFlag(needed);

    /// <summary>Lets a request that must stay on this device begin again, when its data says that it may wait.</summary>
    private bool TryWait(RequestFailures failures, FailureKind kind)
    {
        bool mayWait = failures.Interruption is null && kind is FailureKind.Transient or FailureKind.LocalFatal
            && services.PrivacyRules.MayWait(services.PrivacyRules.CategoriesOf(Decision.PrivateData));
        if (!mayWait)
        {
            return false;
        }

        failures.Wait ??= new(services.PrivacyRules.LocalWaitLimit, TimeProvider);
        if (!failures.Wait.MayGoOn(services.TimeLimits.TimeLeft(_start)))
        {
            return false;
        }

        _next = 0;
        failures.Exceptions.Clear();
        return true;
    }

    private async ValueTask<HybridTarget> NextTargetAsync(CancellationToken cancellationToken)
    {
        if (_next == 0 && _failures?.Wait is { } wait)
        {
            await wait.DelayAsync(cancellationToken).ConfigureAwait(false);
        }

        IsTakenOver = false;
        return services.Targets[Decision.Targets[_next++]];
    }
}
