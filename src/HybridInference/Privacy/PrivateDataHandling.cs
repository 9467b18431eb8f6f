namespace HybridInference;

/// <summary>What may happen to a request that holds private data of a category.</summary>
public enum PrivateDataHandling
{
    /// <summary>The request stays on the device. When no local target can serve it, it fails at once.</summary>
    KeepLocal,

    /// <summary>The request stays on the device. When no local target can serve it, it waits up to <see cref="PrivacyOptions.LocalWaitLimit"/> for one.</summary>
    WaitForLocal,

    /// <summary>The request may leave the device with placeholders instead of private data, which are put back in the answer.</summary>
    RedactThenRemote,

    /// <summary>The request may leave the device as it is when the user consents, each time anew.</summary>
    AskConsent,
}
