namespace HybridInference;

/// <summary>What it means when a policy throws or does not answer in time.</summary>
public enum PolicyFailureMode
{
    /// <summary>Every remote target is denied: what could not be checked does not leave the machine.</summary>
    Safety,

    /// <summary>The policy counts as having no opinion.</summary>
    Preference,
}
