using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Makes the request with which a target goes on with what another one began: the caller's, and the text so far as an assistant message.</summary>
internal static class ContinuedRequest
{
    /// <returns><see langword="null"/> when the text holds private data that the decision does not let out on the same conditions.</returns>
    public static ChatRoutingContext? TryCreate(
        ChatRoutingContext context, string text, RouteTarget target, RoutingDecision decision, PrivacyRules rules)
    {
        var message = new ChatMessage(ChatRole.Assistant, text);
        ChatRoutingContext continued = context.With(message, WithWhatIsLeft(context.Options, text));
        return !target.IsRemote || MayLeave(continued, decision, rules) ? continued : null;
    }

    /// <summary>The caller's output cap is one for the whole answer.</summary>
    private static ChatOptions? WithWhatIsLeft(ChatOptions? options, string text) =>
        options?.MaxOutputTokens is { } cap ? TargetOptions.WithCap(options, (int)Math.Max(1, cap - TokenEstimator.Of(text))) : options;

    private static bool MayLeave(ChatRoutingContext continued, RoutingDecision decision, PrivacyRules rules)
    {
        try
        {
            int last = continued.Messages.Count - 1;
            string[] categories = rules.CategoriesOf([.. continued.PrivateData.Where(finding => finding.MessageIndex == last)]);
            return rules.MayLeave(categories) && (rules.ConditionsFor(categories) & ~decision.Verdict.Transformations) == RequestTransformations.None;
        }
        catch (Exception) // The detector may be the application's: whatever it throws, the text counts as private.
        {
            return false;
        }
    }
}
