using HybridInference.OnnxRuntime.Grammar;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime;

/// <summary>Turns a chat request into one for the generator, with all limits and defaults worked out.</summary>
internal static class GenerationRequestFactory
{
    /// <exception cref="ContextLengthExceededException">The prompt leaves no room for output.</exception>
    /// <exception cref="NotSupportedException">The model cannot do what the request asks for.</exception>
    public static PreparedRequest Create(LocalModel model, IReadOnlyList<ChatMessage> messages, ChatOptions? options, int? defaultMaxOutputTokens)
    {
        bool hasTools = ToolMapping.SchemasOf(options).Count > 0;
        model.Prompts.CheckTools(hasTools, messages);
        RenderedPrompt prompt = model.Encode(messages, options);
        return new PreparedRequest(
            CreateGeneration(model.Config, prompt.Ids, options, defaultMaxOutputTokens) with
            {
                Constraint = FindConstraint(model, options, prompt.Beginning == AnswerBeginning.Reasoning ? model.Format.ReasoningClose : ""),
                TopLogProbabilities = LogProbabilityOptions.Read(options),
                KeptTokens = model.Format.KeptTokens(hasTools),
                ContinuesText = prompt.Beginning == AnswerBeginning.Text,
                MayEndEarly = hasTools && options?.AllowMultipleToolCalls == false,
            },
            model.Format.CreateReader(options, prompt.Beginning));
    }

    private static TokenConstraint? FindConstraint(LocalModel model, ChatOptions? options, string after)
    {
        if (RequiredToolCalls.Constrain(model.Constraints, model.Format.Tools, options, after) is { } required)
        {
            return required;
        }

        AIFunctionDeclaration[] tools = options?.ToolMode is NoneChatToolMode ? [] : [.. (options?.Tools ?? []).OfType<AIFunctionDeclaration>()];
        return options?.ResponseFormat is ChatResponseFormatJson format && tools.Length > 0
            ? model.Constraints.ForFormatOrCalls(format, model.Format.Tools.Form, tools, options.AllowMultipleToolCalls != false, after, model.Format.AnswerStart)
            : model.Constraints.ForFormat(options?.ResponseFormat, after, model.Format.AnswerStart);
    }

    private static GenerationRequest CreateGeneration(ModelConfig config, int[] prompt, ChatOptions? options, int? defaultMaxOutputTokens)
    {
        SearchConfig search = config.Search;
        return new GenerationRequest
        {
            Prompt = prompt,
            MaxOutputTokens = OutputLimit.Count(config, prompt.Length, options?.MaxOutputTokens ?? defaultMaxOutputTokens),
            MinOutputTokens = search.MinLength - prompt.Length,
            Sampling = SamplingSettingsReader.Read(options, search),
            StopSequences = options?.StopSequences is { Count: > 0 } stopSequences ? [.. stopSequences] : [],
        };
    }
}
