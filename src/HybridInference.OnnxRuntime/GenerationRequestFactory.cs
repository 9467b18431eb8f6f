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
        CheckTools(model, hasTools, messages);
        RenderedPrompt prompt = model.Encode(messages, options);
        return new PreparedRequest(
            CreateGeneration(model.Config, prompt.Ids, options, defaultMaxOutputTokens) with
            {
                Constraint = FindConstraint(model, options, prompt.Beginning == AnswerBeginning.Reasoning ? model.Format.ReasoningClose : ""),
                TopLogProbabilities = LogProbabilityOptions.Read(options),
                KeptTokens = hasTools ? model.Format.KeptWithTools : model.Format.KeptWithoutTools,
                ContinuesText = prompt.Beginning == AnswerBeginning.Text,
                MayEndEarly = hasTools && options?.AllowMultipleToolCalls == false,
            },
            model.Format.CreateReader(options, prompt.Beginning));
    }

    /// <summary>Refuses what the chat template would silently leave out. A template is only tried where it matters.</summary>
    private static void CheckTools(LocalModel model, bool hasTools, IReadOnlyList<ChatMessage> messages)
    {
        if (hasTools && !model.Tools.RendersTools)
        {
            throw new UnsupportedRequestException("The local model does not support ChatOptions.Tools: its chat template does not write them.");
        }

        if (messages.Any(message => message.Contents.Any(content => content is FunctionResultContent)) && !model.Tools.RendersResults)
        {
            throw new UnsupportedRequestException("The local model does not support FunctionResultContent: its chat template does not write it.");
        }
    }

    private static TokenConstraint? FindConstraint(LocalModel model, ChatOptions? options, string after) =>
        RequiredToolCalls.Constrain(model.Constraints, model.Format.Tools, options, after) ?? model.Constraints.ForFormat(options?.ResponseFormat, after, model.Format.AnswerStart);

    private static GenerationRequest CreateGeneration(ModelConfig config, int[] prompt, ChatOptions? options, int? defaultMaxOutputTokens)
    {
        SearchConfig search = config.Search;
        return new GenerationRequest
        {
            Prompt = prompt,
            MaxOutputTokens = CountOutput(config, prompt.Length, options?.MaxOutputTokens ?? defaultMaxOutputTokens ?? search.MaxNewTokens),
            MinOutputTokens = search.MinLength - prompt.Length,
            Sampling = SamplingSettingsReader.Read(options, search),
            StopSequences = options?.StopSequences is { Count: > 0 } stopSequences ? [.. stopSequences] : [],
        };
    }

    /// <summary>Works out the most tokens of an answer: the folder's <c>max_length</c> counts only where nobody says how many.</summary>
    private static int CountOutput(ModelConfig config, int promptLength, int? wanted)
    {
        int limit = wanted is null && config.Search.MaxLength is { } maxLength
            ? Math.Min(maxLength, config.ContextLength)
            : config.ContextLength;
        int room = limit - promptLength;
        return room > 0
            ? Math.Min(room, wanted ?? room)
            : throw new ContextLengthExceededException(promptLength, limit);
    }
}
