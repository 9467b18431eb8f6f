namespace HybridInference;

/// <summary>The one way out for a request: meets the conditions of the decision, or withholds the request.</summary>
internal sealed class EgressGate(PrivacyRules rules, RawRepresentations rawRepresentations, ConversationMemory memory, ConsentCallback? askConsent)
{
    /// <summary>Makes what a remote target gets.</summary>
    /// <exception cref="RequestWithheldException">A condition is not met. Nothing was sent.</exception>
    public async ValueTask<OutgoingRequest> OpenAsync(
        RouteTarget target, ChatRoutingContext context, RoutingDecision decision, CancellationToken cancellationToken)
    {
        if (decision.Verdict.Transformations.HasFlag(RequestTransformations.AskConsent))
        {
            await AskAsync(target, context, cancellationToken).ConfigureAwait(false);
        }

        if (context.KnownPrivateData is not null)
        {
            memory.Expose(context.Messages, target.Name);
        }

        return new(rawRepresentations.WithoutUnreadable(context.Messages), TargetOptions.For(target, context.Options));
    }

    private async ValueTask AskAsync(RouteTarget target, ChatRoutingContext context, CancellationToken cancellationToken)
    {
        string reason = "nobody can be asked for consent.";
        if (askConsent is not null)
        {
            var request = new ConsentRequest(target.Name, [.. context.PrivateData.Where(finding => rules.NeedsConsent(finding.Category))]);
            reason = await TryAskAsync(askConsent, request, cancellationToken).ConfigureAwait(false);
        }

        if (reason.Length > 0)
        {
            throw new RequestWithheldException(target.Name, RequestTransformations.AskConsent, reason);
        }
    }

    /// <returns>Why there is no consent, empty when there is.</returns>
    private static async ValueTask<string> TryAskAsync(ConsentCallback askConsent, ConsentRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await askConsent(request, cancellationToken).ConfigureAwait(false) ? "" : "the user did not consent.";
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested) // The application's code: whatever it throws is no consent.
        {
            return $"asking for consent failed with {exception.GetType().Name}.";
        }
    }
}
