namespace HybridInference;

/// <summary>Checks that nothing a client works with can break the rules of privacy by itself.</summary>
internal static class PrivacyPreconditions
{
    /// <exception cref="ArgumentException">A helper may run elsewhere, or consent is needed and nobody can be asked.</exception>
    public static void Require(IReadOnlyList<IRoutingPolicy> policies, PrivacyOptions options, HybridChatClientServices services)
    {
        if (!policies.Any(policy => policy is PiiRoutingPolicy))
        {
            return;
        }

        if (!services.Detector.RunsLocally)
        {
            throw new ArgumentException(
                $"The detector {services.Detector.GetType().Name} does not declare that it runs on this device ({nameof(IPiiDetector)}.{nameof(IPiiDetector.RunsLocally)}), so it would be sent private text.",
                nameof(services));
        }

        if (policies.FirstOrDefault(policy => !policy.RunsLocally) is { } remote)
        {
            throw new ArgumentException(
                $"The policy '{remote.Name}' sends requests to another machine ({nameof(IRoutingPolicy)}.{nameof(IRoutingPolicy.RunsLocally)} is false), so it may not stand beside {nameof(PiiRoutingPolicy)}.",
                nameof(policies));
        }

        bool asks = options.DefaultHandling == PrivateDataHandling.AskConsent || options.Handling.Values.Contains(PrivateDataHandling.AskConsent);
        if (asks && services.AskConsent is null)
        {
            throw new ArgumentException(
                $"{nameof(HybridChatClientOptions)}.{nameof(HybridChatClientOptions.Privacy)} has a category with {nameof(PrivateDataHandling.AskConsent)}, but nobody can be asked. Set {nameof(HybridChatClientServices)}.{nameof(HybridChatClientServices.AskConsent)}, or call AskConsent(...) on the builder.",
                nameof(options));
        }
    }
}
