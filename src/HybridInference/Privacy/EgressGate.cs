namespace HybridInference;

/// <summary>The one way out for a request: meets the conditions of the decision, or withholds the request.</summary>
internal sealed class EgressGate(
    PrivacyRules rules, RedactionOptions redaction, Redactor redactor, RawRepresentations rawRepresentations, ConversationMemory memory, ConsentCallback? askConsent)
{
    /// <summary>Makes what a remote target gets. What was redacted once in a conversation is redacted for good, also where nothing gives it away.</summary>
    /// <exception cref="RequestWithheldException">A condition is not met. Nothing was sent.</exception>
    public async ValueTask<OutgoingRequest> OpenAsync(
        RouteTarget target, ChatRoutingContext context, RequestTransformations conditions, CancellationToken cancellationToken)
    {
        if (conditions.HasFlag(RequestTransformations.AskConsent))
        {
            await AskAsync(target, context, cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested(); // Whoever was asked may have taken long, and said yes to a request that nobody waits for.
        bool mustRedact = conditions.HasFlag(RequestTransformations.Redact) || context.Options.GetRedactionMap() is { Count: > 0 };
        return mustRedact ? TryRedact(target, context) : Release(target, context);
    }

    /// <summary>Lets a request out as it is, and remembers that.</summary>
    private OutgoingRequest Release(RouteTarget target, ChatRoutingContext context)
    {
        if (context.KnownPrivateData is not null)
        {
            memory.Expose(context.Messages, target.Name);
        }

        return new(rawRepresentations.WithoutUnreadable(context.Messages), TargetOptions.For(target, context.Options));
    }

    private OutgoingRequest TryRedact(RouteTarget target, ChatRoutingContext context)
    {
        try
        {
            return Redact(target, context);
        }
        catch (Exception exception) when (exception is not RequestWithheldException) // The detector may be the application's: whatever it throws, nothing goes.
        {
            throw new RequestWithheldException(target.Name, RoutingReasons.RedactionFailed, exception.GetType().Name);
        }
    }

    /// <summary>Replaces private values by placeholders, and reads what came of it once more before it goes.</summary>
    private OutgoingRequest Redact(RouteTarget target, ChatRoutingContext context)
    {
        IReadOnlySet<string> categories = rules.RedactedCategories(rules.CategoriesOf(context.KnownPrivateData ?? []));
        RedactionMap map = context.Options.GetRedactionMap() ?? new RedactionMap(redaction.PlaceholderFormat);
        RedactedRequest redacted = redactor.Redact(context.Messages, TargetOptions.For(target, context.Options), categories, map);
        if (redacted.Obstacle != RedactionObstacle.None)
        {
            throw new RequestWithheldException(target.Name, RoutingReasons.RedactionFailed, redacted.Obstacle.ToString());
        }

        if (redactor.HasPrivateData(redacted.Messages, redacted.Options, categories, map))
        {
            throw new RequestWithheldException(target.Name, RoutingReasons.RedactionFailed, "private data was left");
        }

        return new(rawRepresentations.WithoutUnreadable(redacted.Messages), redacted.Options, new(redaction, map, redacted.Options));
    }

    private async ValueTask AskAsync(RouteTarget target, ChatRoutingContext context, CancellationToken cancellationToken)
    {
        if (askConsent is null)
        {
            throw new RequestWithheldException(target.Name, RoutingReasons.ConsentRefused, "nobody can be asked");
        }

        var request = new ConsentRequest(target.Name, [.. context.PrivateData.Where(finding => rules.NeedsConsent(finding.Category))]);
        if (!await TryAskAsync(askConsent, request, cancellationToken).ConfigureAwait(false))
        {
            throw new RequestWithheldException(target.Name, RoutingReasons.ConsentRefused);
        }
    }

    private static async ValueTask<bool> TryAskAsync(ConsentCallback askConsent, ConsentRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await askConsent(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested) // The application's code: whatever it throws is no consent.
        {
            return false;
        }
    }
}
