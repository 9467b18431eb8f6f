using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Finds and takes out the options that a target does not take.</summary>
internal static class DroppedOptions
{
    /// <summary>Returns those of some options that are set.</summary>
    public static OptionalChatOptions Find(ChatOptions? options, OptionalChatOptions unsupported) =>
        options is null || unsupported == OptionalChatOptions.None ? OptionalChatOptions.None : unsupported & FindSet(options);

    /// <summary>Takes options out.</summary>
    /// <param name="options">Options of our own, which are changed.</param>
    /// <param name="dropped">The options to take out.</param>
    public static void Remove(ChatOptions options, OptionalChatOptions dropped)
    {
        options.Temperature = Keep(options.Temperature, OptionalChatOptions.Temperature, dropped);
        options.TopP = Keep(options.TopP, OptionalChatOptions.TopP, dropped);
        options.TopK = Keep(options.TopK, OptionalChatOptions.TopK, dropped);
        options.FrequencyPenalty = Keep(options.FrequencyPenalty, OptionalChatOptions.FrequencyPenalty, dropped);
        options.PresencePenalty = Keep(options.PresencePenalty, OptionalChatOptions.PresencePenalty, dropped);
        options.Seed = Keep(options.Seed, OptionalChatOptions.Seed, dropped);
        options.Reasoning = Keep(options.Reasoning, OptionalChatOptions.Reasoning, dropped);
        options.AllowMultipleToolCalls = Keep(options.AllowMultipleToolCalls, OptionalChatOptions.AllowMultipleToolCalls, dropped);
    }

    private static T? Keep<T>(T? value, OptionalChatOptions option, OptionalChatOptions dropped) => dropped.HasFlag(option) ? default : value;

    private static OptionalChatOptions FindSet(ChatOptions options) =>
        Flag(options.Temperature, OptionalChatOptions.Temperature)
        | Flag(options.TopP, OptionalChatOptions.TopP)
        | Flag(options.TopK, OptionalChatOptions.TopK)
        | Flag(options.FrequencyPenalty, OptionalChatOptions.FrequencyPenalty)
        | Flag(options.PresencePenalty, OptionalChatOptions.PresencePenalty)
        | Flag(options.Seed, OptionalChatOptions.Seed)
        | Flag(options.Reasoning, OptionalChatOptions.Reasoning)
        | Flag(options.AllowMultipleToolCalls, OptionalChatOptions.AllowMultipleToolCalls);

    private static OptionalChatOptions Flag<T>(T? value, OptionalChatOptions option) => value is null ? OptionalChatOptions.None : option;
}
