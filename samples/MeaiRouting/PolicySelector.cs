using Microsoft.Extensions.AI;
using Spectre.Console;

namespace HybridInference.Samples.MeaiRouting;

/// <summary>Lets routing policies choose for Microsoft's routing client: the most preferred of the targets that no policy denies.</summary>
/// <remarks>
/// Policies are all that is used here. A <see cref="HybridChatClient"/> also redacts, fails over, keeps to budgets and records; where a policy asks for a
/// redaction or for consent, which nobody carries out here, the request stays on this machine.
/// </remarks>
internal sealed class PolicySelector(IRoutingPolicy policy, params IReadOnlyList<(RouteTarget Route, IChatClient Client)> targets)
{
    private readonly RouteTarget[] _routes = [.. targets.Select(target => target.Route)];

    public async ValueTask<IChatClient> SelectAsync(RoutingContext request, CancellationToken cancellationToken)
    {
        var context = new ChatRoutingContext(request.Messages, request.ChatOptions, _routes);
        RoutingVerdict verdict = await policy.EvaluateAsync(context, cancellationToken);
        RouteTarget chosen = _routes.Where(route => IsAllowed(route, verdict)).MaxBy(route => WeightOf(route, verdict))
            ?? throw new InvalidOperationException($"No target may serve the request: {string.Join(", ", verdict.Denials)}.");
        AnsiConsole.MarkupLineInterpolated($"[grey]ran on     [/][green]{chosen}[/] because {Describe(chosen, verdict)}");
        return targets.First(target => target.Route == chosen).Client;
    }

    private static bool IsAllowed(RouteTarget route, RoutingVerdict verdict) =>
        verdict.Denials.All(denial => denial.Target != route.Name) && !(route.IsRemote && verdict.Transformations != RequestTransformations.None);

    private static int WeightOf(RouteTarget route, RoutingVerdict verdict) =>
        verdict.Preferences.Where(preference => preference.Target == route.Name).Sum(preference => preference.Weight);

    private static string Describe(RouteTarget chosen, RoutingVerdict verdict) => string.Join(
        ", ",
        verdict.Denials.Where(denial => denial.Target != chosen.Name).Select(denial => denial.Reason)
            .Concat(verdict.Preferences.Where(preference => preference.Target == chosen.Name && preference.Weight > 0).Select(preference => preference.Reason))
            .DefaultIfEmpty("it comes first"));
}
