using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridInference;

/// <summary>A chat client that runs each request on this device or remotely, as its policies allow and prefer.</summary>
/// <remarks>
/// <para>
/// Each request is judged once. The allowed targets are then tried in order until one gives content; nothing outside that list is
/// ever called. The <see cref="RoutingDecision"/> is attached to the response, and to the first and last update of a stream, under
/// <see cref="RoutingDecision.PropertyName"/>.
/// </para>
/// <para>Thread-safe. The caller's messages and options are read once and not changed.</para>
/// </remarks>
public sealed partial class HybridChatClient : IChatClient
{
    private readonly HybridTarget[] _targets;
    private readonly RouteTarget[] _routes;
    private readonly CompositeRoutingPolicy _policy;
    private readonly PrivateDataScanner _scanner;
    private readonly AttemptServices _attempts;
    private readonly ILogger _logger;
    private readonly ChatClientMetadata _metadata = new("hybrid");
    private bool _disposed;

    /// <summary>Initializes the client.</summary>
    /// <param name="targets">The targets, the first being tried first when no policy prefers another.</param>
    /// <param name="policies">The policies, <see cref="DefaultRoutingPolicies"/> when <see langword="null"/>.</param>
    /// <param name="options">The options, copied here.</param>
    /// <param name="services">What else the client works with.</param>
    /// <exception cref="ArgumentException">There is no target, or two have one name, or an option has a bad value.</exception>
    public HybridChatClient(
        IEnumerable<HybridTarget> targets,
        IEnumerable<IRoutingPolicy>? policies = null,
        HybridChatClientOptions? options = null,
        HybridChatClientServices? services = null)
    {
        ArgumentNullException.ThrowIfNull(targets);
        options ??= new();
        services ??= new();
        HybridChatClientOptionsValidator.ThrowIfInvalid(options);
        _targets = RequireDistinct([.. targets]);
        _routes = [.. _targets.Select(target => target.Route)];
        var budget = BudgetServices.Create(_targets, services);
        List<IRoutingPolicy> rules = [.. policies ?? DefaultRoutingPolicies.Create(options)];
        rules.AddRange(budget is null ? [] : [budget.CreatePolicy()]);
        PrivacyPreconditions.Require(rules, options.Privacy, services);
        _logger = services.LoggerFactory?.CreateLogger<HybridChatClient>() ?? NullLogger<HybridChatClient>.Instance;
        _attempts = new(_targets, services, options, budget?.CreateAttemptBudget(_logger), _logger);
        rules.AddRange([new PinningRoutingPolicy(), new AvailabilityRoutingPolicy(_attempts.Breakers)]);
        rules.AddRange(_attempts.StickyTargets is { } sticky ? [new StickyRoutingPolicy(sticky, options.Stickiness.Margin)] : []);
        _policy = new(
            rules,
            options.PolicyTimeout,
            services.TimeProvider,
            services.LoggerFactory?.CreateLogger<CompositeRoutingPolicy>());
        _scanner = new(_attempts.Detector, _attempts.RawRepresentations, _attempts.Memory);
    }

    /// <summary>Gets the targets as policies see them, in the order of their registration.</summary>
    public IReadOnlyList<RouteTarget> Targets => _routes;

    /// <summary>Says where a request would run, and why, without calling a model.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels the policies.</param>
    /// <returns>The decision; its list of targets is empty when the request would be refused.</returns>
    public async ValueTask<RoutingDecision> ExplainAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return await JudgeAsync(CreateContext(messages, options), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="NoRouteException">No target may serve the request; nothing was sent.</exception>
    /// <exception cref="PrivateRequestUnservedException">The request may not leave this device, which cannot serve it.</exception>
    /// <exception cref="HistoryNotPortableException">The request may not go to the provider that keeps its conversation, whose history is not in the messages.</exception>
    /// <exception cref="BudgetExhaustedException">A budget has no room, and no other target could serve the request.</exception>
    /// <exception cref="AllTargetsFailedException">Several targets were tried, and none answered.</exception>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        AttemptSequence attempts = await DecideAsync(CreateContext(messages, options), streaming: false, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            IAttempt attempt = await attempts.BeginAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await attempt.PrepareAsync(cancellationToken).ConfigureAwait(false);
                ChatResponse response = await attempt.GetResponseAsync(cancellationToken).ConfigureAwait(false);
                response = await attempt.CompleteAsync(response).ConfigureAwait(false);
                return DecisionAttachment.To(response, attempts.Decision);
            }
            catch (Exception exception) // Any client's exception: classified, recorded, then thrown on or followed by the next target.
            {
                bool goOn = await attempt.FailAsync(exception, cancellationToken).ConfigureAwait(false);
                if (!goOn)
                {
                    throw;
                }
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="NoRouteException">No target may serve the request; nothing was sent. Thrown when the stream is read.</exception>
    /// <exception cref="PrivateRequestUnservedException">The request may not leave this device, which cannot serve it. Thrown when the stream is read.</exception>
    /// <exception cref="HistoryNotPortableException">The request may not go to the provider that keeps its conversation, whose history is not in the messages. Thrown when the stream is read.</exception>
    /// <exception cref="BudgetExhaustedException">A budget has no room, and no other target could serve the request. Thrown when the stream is read.</exception>
    /// <exception cref="AllTargetsFailedException">Several targets were tried, and none answered. Thrown when the stream is read.</exception>
    /// <exception cref="StreamInterruptedException">The target failed after it had given content. Thrown when the stream is read.</exception>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return StreamAsync(CreateContext(messages, options), cancellationToken);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
        {
            return serviceKey is string name && _attempts.Targets.TryGetValue(name, out HybridTarget? target)
                ? target.Client.GetService(serviceType)
                : null;
        }

        return serviceType == typeof(ChatClientMetadata) ? _metadata
            : serviceType.IsInstanceOfType(this) ? this
            : typeof(IChatClient).IsAssignableFrom(serviceType) ? GetMiddleware(serviceType)
            : null;
    }

    /// <summary>Disposes the clients that this one owns. Idempotent.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        foreach (HybridTarget target in _targets.Where(target => target.OwnsClient))
        {
            target.Client.Dispose();
        }
    }

    private static HybridTarget[] RequireDistinct(HybridTarget[] targets)
    {
        if (targets.Length == 0)
        {
            throw new ArgumentException("A hybrid chat client needs at least one target.", nameof(targets));
        }

        string? doubled = targets.GroupBy(target => target.Route.Name).FirstOrDefault(group => group.Count() > 1)?.Key;
        return doubled is null ? targets : throw new ArgumentException($"Two targets are named '{doubled}'.", nameof(targets));
    }

    private ChatRoutingContext CreateContext(IEnumerable<ChatMessage> messages, ChatOptions? options) =>
        new(messages, options, _routes, _scanner, _attempts.Issuers);

    private async ValueTask<RoutingDecision> JudgeAsync(ChatRoutingContext context, CancellationToken cancellationToken)
    {
        RoutingVerdict verdict = await _policy.EvaluateAsync(context, cancellationToken).ConfigureAwait(false);
        return RoutingDecision.Create(_routes, verdict, context.KnownPrivateData, context.FindExposures(_attempts.Memory));
    }

    private async ValueTask<AttemptSequence> DecideAsync(ChatRoutingContext context, bool streaming, CancellationToken cancellationToken)
    {
        RoutingDecision decision = await JudgeAsync(context, cancellationToken).ConfigureAwait(false);
        _attempts.Metrics.Decided(decision);
        if (_logger.IsEnabled(LogLevel.Debug))
        {
            LogDecision(decision.Target, decision.ToString());
        }

        await ThrowIfRefusedAsync(context, decision, cancellationToken).ConfigureAwait(false);
        return new(context, decision, _attempts, streaming);
    }

    private async ValueTask ThrowIfRefusedAsync(ChatRoutingContext context, RoutingDecision decision, CancellationToken cancellationToken)
    {
        if (decision.Targets.IsEmpty && !decision.IsPrivate && _attempts.Budget is { } budget
            && await budget.FindExhaustedAsync(context, decision, cancellationToken).ConfigureAwait(false) is { } exhausted)
        {
            throw exhausted;
        }

        HistoryNotPortableException.ThrowIfNeeded(context, decision);
        RoutingDecision.ThrowIfRefused(decision);
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        ChatRoutingContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AttemptSequence attempts = await DecideAsync(context, streaming: true, cancellationToken).ConfigureAwait(false);
        do
        {
            IStreamingAttempt stream = await OpenAsync(attempts, cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                while (await stream.MoveNextAsync().ConfigureAwait(false))
                {
                    yield return stream.Current;
                }
            }
        }
        while (attempts.IsTakenOver);

        yield return DecisionAttachment.ToLastUpdate(attempts.Decision);
    }

    private static async Task<IStreamingAttempt> OpenAsync(AttemptSequence attempts, CancellationToken cancellationToken)
    {
        while (true)
        {
            IStreamingAttempt attempt = await attempts.BeginStreamingAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await attempt.OpenAsync(cancellationToken).ConfigureAwait(false);
                return attempt;
            }
            catch (Exception exception) // As in GetResponseAsync.
            {
                bool goOn = await attempt.FailAsync(exception).ConfigureAwait(false);
                if (!goOn)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>A middleware counts as there only when every target has it: a caller that finds it will not add it again.</summary>
    private object? GetMiddleware(Type serviceType)
    {
        object? first = _targets[0].Client.GetService(serviceType);
        return Array.TrueForAll(_targets, target => target.Client.GetService(serviceType) is not null) ? first : null;
    }

    [LoggerMessage(LogLevel.Debug, "The request goes to '{Target}': {Decision}")]
    private partial void LogDecision(string? target, string decision);
}
