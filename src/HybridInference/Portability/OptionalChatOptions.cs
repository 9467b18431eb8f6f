using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Options that a request can do without: they tune an answer, and do not say what is asked for.</summary>
/// <remarks>What is not here, such as tools and response formats, is a capability: a target without it is denied.</remarks>
[Flags]
public enum OptionalChatOptions
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary><see cref="ChatOptions.Temperature"/>.</summary>
    Temperature = 1,

    /// <summary><see cref="ChatOptions.TopP"/>.</summary>
    TopP = 2,

    /// <summary><see cref="ChatOptions.TopK"/>.</summary>
    TopK = 4,

    /// <summary><see cref="ChatOptions.FrequencyPenalty"/>.</summary>
    FrequencyPenalty = 8,

    /// <summary><see cref="ChatOptions.PresencePenalty"/>.</summary>
    PresencePenalty = 16,

    /// <summary><see cref="ChatOptions.Seed"/>.</summary>
    Seed = 32,

    /// <summary><see cref="ChatOptions.Reasoning"/>.</summary>
    Reasoning = 64,

    /// <summary><see cref="ChatOptions.AllowMultipleToolCalls"/>.</summary>
    AllowMultipleToolCalls = 128,
}
