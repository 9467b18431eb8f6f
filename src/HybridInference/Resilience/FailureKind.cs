namespace HybridInference;

/// <summary>What a failed attempt says about its target, and so about trying another one.</summary>
public enum FailureKind
{
    /// <summary>The same call may succeed later or elsewhere: network, timeout, 408, 429, 5xx, a busy device. Fails over.</summary>
    Transient,

    /// <summary>This target cannot do what was asked: context too long, unsupported modality or tool. Fails over.</summary>
    Capability,

    /// <summary>The local side is out of order: model missing or damaged, out of memory. Fails over.</summary>
    LocalFatal,

    /// <summary>Nothing was sent to this target, because a condition of the decision was not met: consent, redaction. Fails over.</summary>
    Withheld,

    /// <summary>The request or the credentials are wrong: 400, 401, 403. Thrown at once.</summary>
    Permanent,

    /// <summary>
    /// The provider refused to work on what was said, by its rules for content. Thrown at once, unless
    /// <see cref="HybridChatClientOptions.FailOverOnContentRefusal"/> says otherwise.
    /// </summary>
    ContentRefusal,
}
