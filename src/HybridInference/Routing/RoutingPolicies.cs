namespace HybridInference;

/// <summary>The names of the policies of this package.</summary>
public static class RoutingPolicies
{
    /// <summary>The name of <see cref="BudgetRoutingPolicy"/>.</summary>
    public const string Budget = "budget";

    /// <summary>The name of what puts targets that keep failing last; see <see cref="BreakerOptions"/>.</summary>
    public const string Availability = "availability";

    /// <summary>The name of <see cref="CallerChoiceRoutingPolicy"/>.</summary>
    public const string CallerChoice = "caller_choice";

    /// <summary>The name of <see cref="CapabilityRoutingPolicy"/>.</summary>
    public const string Capability = "capability";

    /// <summary>The name of <see cref="CompositeRoutingPolicy"/>.</summary>
    public const string Composite = "composite";

    /// <summary>The name of <see cref="PiiRoutingPolicy"/>.</summary>
    public const string Pii = "pii";

    /// <summary>The name of what keeps a request with the target that issued what it goes on with. It is always there.</summary>
    public const string Pinning = "pinning";

    /// <summary>The name of <see cref="PromptSizeRoutingPolicy"/>.</summary>
    public const string PromptSize = "prompt_size";

    /// <summary>The name of what keeps a conversation on the target that served it last; see <see cref="StickinessOptions"/>.</summary>
    public const string Stickiness = "stickiness";

    /// <summary>The name of <see cref="LatencyRoutingPolicy"/>.</summary>
    public const string Latency = "latency";

    /// <summary>The name of <see cref="DeviceLoadRoutingPolicy"/>.</summary>
    public const string DeviceLoad = "device_load";

    /// <summary>The name of <see cref="QualityRoutingPolicy"/>.</summary>
    public const string Quality = "quality";
}
