using Microsoft.Extensions.AI;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HybridInference.HealthChecks;

/// <summary>
/// Healthy when every target could serve a request now, degraded when at least one could, unhealthy when none could. A target could not when
/// a policy denies it, such as an exhausted budget, when its breaker is open, or when its model is not usable.
/// </summary>
/// <remarks>Asks the client's policies about a short request, and never a model. Thread-safe.</remarks>
internal sealed class HybridHealthCheck(HybridChatClient client) : IHealthCheck
{
    private static readonly ChatMessage[] Request = [new(ChatRole.User, "ok")];
    private static readonly ChatOptions Options = new() { MaxOutputTokens = 1 };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        RoutingDecision decision = await client.ExplainAsync(Request, Options, cancellationToken).ConfigureAwait(false);
        Dictionary<string, object> reasons = [];
        foreach (RouteTarget target in client.Targets)
        {
            if (FindReason(target, decision.Verdict) is { } reason)
            {
                reasons[target.Name] = reason;
            }
        }

        return reasons.Count == 0 ? HealthCheckResult.Healthy()
            : reasons.Count < client.Targets.Count ? HealthCheckResult.Degraded(Describe(reasons), data: reasons)
            : new(context.Registration.FailureStatus, Describe(reasons), data: reasons);
    }

    private static string? FindReason(RouteTarget target, RoutingVerdict verdict)
    {
        if (verdict.Denials.FirstOrDefault(denial => denial.Target == target.Name) is { } denial)
        {
            return denial.Detail is null ? denial.Reason : $"{denial.Reason}: {denial.Detail}";
        }

        bool isLeftAlone = verdict.Preferences.Any(preference => preference.Target == target.Name && preference.Reason == RoutingReasons.TargetUnavailable);
        return isLeftAlone ? RoutingReasons.TargetUnavailable
            : target.State?.Readiness is { IsUsable: false } readiness ? readiness.Cause ?? readiness.State.ToString()
            : null;
    }

    private static string Describe(Dictionary<string, object> reasons) => string.Join("; ", reasons.Select(entry => $"{entry.Key}: {entry.Value}"));
}
