namespace HybridInference;

/// <summary>The reasons that the policies of this package give. They are metric tags, so there are few of them.</summary>
public static class RoutingReasons
{
    /// <summary>The request holds private data, which may not leave the machine.</summary>
    public const string PiiDetected = "pii_detected";

    /// <summary>The request holds private data, which may leave the machine only if the user consents.</summary>
    public const string ConsentNeeded = "consent_needed";

    /// <summary>The target lacks something that the request needs; the detail names it.</summary>
    public const string CapabilityMissing = "capability_missing";

    /// <summary>The request does not fit into the target's context; the detail has the numbers.</summary>
    public const string ContextTooLong = "context_too_long";

    /// <summary>The request does not fit into the device's memory; the detail has the numbers.</summary>
    public const string MemoryTooSmall = "memory_too_small";

    /// <summary>The caller said where this request may run.</summary>
    public const string CallerChoice = "caller_choice";

    /// <summary>The caller said where this request should rather run.</summary>
    public const string CallerPreference = "caller_preference";

    /// <summary>The caller's choice has a value that is not known, so that nothing may be sent anywhere.</summary>
    public const string CallerChoiceUnknown = "caller_choice_unknown";

    /// <summary>The prompt is small enough for the local model.</summary>
    public const string SmallPrompt = "small_prompt";

    /// <summary>The prompt is large, which is rather work for the remote model.</summary>
    public const string LargePrompt = "large_prompt";

    /// <summary>The most that the request can cost does not fit under a budget; the detail names it.</summary>
    public const string BudgetExhausted = "budget_exhausted";

    /// <summary>A budget nears its limit, or is ahead of its pace, so that local targets are preferred.</summary>
    public const string BudgetSoftLimit = "budget_soft_limit";

    /// <summary>What the target's model costs is not known, so that no budget can hold it; the detail names the model.</summary>
    public const string PriceUnknown = "price_unknown";

    /// <summary>The request has no output cap, so that its cost has no bound.</summary>
    public const string OutputUnbounded = "output_unbounded";

    /// <summary>The target adds a conversation that it keeps to the prompt, and its context length is not known, so that the cost has no bound.</summary>
    public const string PromptUnbounded = "prompt_unbounded";

    /// <summary>The budget store cannot be reached.</summary>
    public const string BudgetStoreUnreachable = "budget_store_unreachable";

    /// <summary>The holder of a reservation never settled it. Only ledgers have this reason.</summary>
    public const string LeaseExpired = "lease_expired";

    /// <summary>The user was asked, and did not consent to a private request leaving the machine.</summary>
    public const string ConsentRefused = "consent_refused";

    /// <summary>The request could not be redacted in full.</summary>
    public const string RedactionFailed = "redaction_failed";

    /// <summary>A safety policy threw or timed out; the detail names it.</summary>
    public const string PolicyFailed = "policy_failed";

    /// <summary>The target keeps failing, or its server asked to be left alone for some time.</summary>
    public const string TargetUnavailable = "target_unavailable";

    /// <summary>The provider of this target, or of the one that the detail names, keeps the conversation.</summary>
    public const string ConversationPinned = "conversation_pinned";

    /// <summary>The response that is continued was issued by this target, or by the one that the detail names.</summary>
    public const string ResponsePinned = "response_pinned";

    /// <summary>The request ends with the results of tools that this target called.</summary>
    public const string OpenToolRound = "open_tool_round";

    /// <summary>The target served the conversation last, and no other one gained enough to take it over.</summary>
    public const string StickyConversation = "sticky_conversation";

    /// <summary>The target is predicted to answer in time, or another one is predicted to be late.</summary>
    public const string LatencyGoal = "latency_goal";

    /// <summary>The device runs on battery, so that remote targets are preferred.</summary>
    public const string OnBattery = "on_battery";

    /// <summary>Many requests run or wait on the device already, so that remote targets are preferred.</summary>
    public const string DeviceBusy = "device_busy";

    /// <summary>Another target's model is smaller than the floor that was set.</summary>
    public const string QualityFloor = "quality_floor";

    /// <summary>A target before this one failed before it had given any content.</summary>
    public const string Failover = "failover";

    /// <summary>A local target before this one was slow to answer.</summary>
    public const string Hedge = "hedge";

    /// <summary>No policy preferred a target: the order of registration decided.</summary>
    public const string DefaultOrder = "default_order";
}
