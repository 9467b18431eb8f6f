namespace HybridInference;

/// <summary>What must be done to a request before it may leave the machine.</summary>
[Flags]
public enum RequestTransformations
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Private data is replaced by placeholders, and put back in the answer.</summary>
    Redact = 1,

    /// <summary>The user is asked whether the request may leave as it is.</summary>
    AskConsent = 2,
}
