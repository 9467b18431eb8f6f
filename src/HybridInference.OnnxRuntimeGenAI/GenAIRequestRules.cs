using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>Refuses what ONNX Runtime GenAI cannot do, beyond what no local engine can: nothing that was asked for is silently left out.</summary>
internal static class GenAIRequestRules
{
    private const string MinP = "min_p";

    /// <summary>The options that <see cref="Check"/> refuses and that an application may do without.</summary>
    public const OptionalChatOptions Unsupported = OptionalChatOptions.FrequencyPenalty | OptionalChatOptions.PresencePenalty;

    /// <exception cref="NotSupportedException">An option is set that the engine does not have.</exception>
    public static void Check(ChatOptions options)
    {
        Refuse(options.ResponseFormat is ChatResponseFormatJson, nameof(options.ResponseFormat));
        Refuse(options.ToolMode is RequiredChatToolMode, $"{nameof(options.ToolMode)} {nameof(ChatToolMode.RequireAny)}");
        Refuse(options.FrequencyPenalty is not (null or 0), nameof(options.FrequencyPenalty));
        Refuse(options.PresencePenalty is not (null or 0), nameof(options.PresencePenalty));
        Refuse(LogProbabilityOptions.Read(options) is not null, $"AdditionalProperties[\"{LogProbabilityOptions.Property}\"]");
        Refuse(SamplingSettingsReader.ReadMinP(options) is not (null or 0), $"AdditionalProperties[\"{MinP}\"]");
    }

    private static void Refuse(bool isAsked, string property)
    {
        if (isAsked)
        {
            throw new UnsupportedRequestException(
                $"ONNX Runtime GenAI does not support ChatOptions.{property}. Leave it out, or use HybridInference.OnnxRuntime, which does.");
        }
    }
}
