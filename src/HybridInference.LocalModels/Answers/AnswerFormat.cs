using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>What a model writes around the parts of its answers, as its chat template and its tokens tell. Immutable and thread-safe.</summary>
internal sealed class AnswerFormat
{
    private readonly bool _isReasoningToken;
    private readonly bool _isHarmony;

    private AnswerFormat(ReasoningTags reasoning, ToolCallStyle tools, ModelTokenizer tokenizer)
    {
        _isHarmony = tools == ToolCallStyle.Harmony;
        Tools = tools;
        ReasoningOpen = reasoning.Open;
        ReasoningClose = reasoning.Close;
        _isReasoningToken = tokenizer.IsAdded(reasoning.Open);
        AnswerMarker[] tags = MarkSpecial([new(reasoning.Open, MarkerKind.Reasoning), new(reasoning.Close, MarkerKind.ReasoningEnd)], tokenizer);
        AnswerMarker[] calls = MarkSpecial(tools.Markers, tokenizer);
        WithoutTools = new AnswerMarkers(tags, _isReasoningToken);
        WithTools = new AnswerMarkers([.. tags, .. calls], _isReasoningToken);
        KeptWithoutTools = FindSpecial(_isHarmony ? calls : tags, tokenizer);
        KeptWithTools = FindSpecial([.. tags, .. calls, .. NamedToolCall.Separators], tokenizer);
    }

    /// <summary>Gets how the model writes calls.</summary>
    public ToolCallStyle Tools { get; }

    /// <summary>Gets the tag before what the model thinks.</summary>
    public string ReasoningOpen { get; }

    /// <summary>Gets the tag after what the model thinks.</summary>
    public string ReasoningClose { get; }

    /// <summary>Gets what an answer that must have a form begins with.</summary>
    public string AnswerStart => _isHarmony ? HarmonyReader.FinalStart : "";

    /// <summary>Gets the markers of answers to requests without tools.</summary>
    public AnswerMarkers WithoutTools { get; }

    /// <summary>Gets the markers of answers to requests with tools.</summary>
    public AnswerMarkers WithTools { get; }

    /// <summary>Gets the special tokens that must be part of the text for <see cref="WithoutTools"/>.</summary>
    public IReadOnlySet<int> KeptWithoutTools { get; }

    /// <summary>Gets the special tokens that must be part of the text for <see cref="WithTools"/>.</summary>
    public IReadOnlySet<int> KeptWithTools { get; }

    /// <summary>Works out the format from a chat template and the tokens.</summary>
    public static AnswerFormat Read(string template, ModelTokenizer tokenizer) =>
        new(ReasoningTags.Choose(template, tokenizer), ToolCallStyle.Choose(template, tokenizer), tokenizer);

    /// <summary>Creates what takes the answer to a request apart.</summary>
    /// <param name="options">The options of the request.</param>
    /// <param name="beginning">Within what the answer begins.</param>
    public IAnswerReader CreateReader(ChatOptions? options, AnswerBeginning beginning)
    {
        IReadOnlyDictionary<string, JsonElement> schemas = ToolMapping.SchemasOf(options);
        HashSet<string> names = [.. schemas.Keys];
        bool isOneCall = names.Count > 0 && options?.AllowMultipleToolCalls == false;
        bool hidesReasoning = options?.Reasoning?.Output == ReasoningOutput.None;
        return _isHarmony
            ? new HarmonyReader(names, isOneCall, beginning, hidesReasoning)
            : new AnswerReader(names.Count > 0 ? WithTools : WithoutTools, names, isOneCall, beginning, hidesReasoning) { Schemas = schemas };
    }

    /// <summary>Gets whether a prompt ends with the tag before the reasoning, so that the answer begins after it.</summary>
    public bool IsReasoningOpen(ReadOnlySpan<char> prompt) => prompt.TrimEnd().EndsWith(ReasoningOpen);

    /// <summary>Gets the special tokens that must be part of the text for the reader of an answer.</summary>
    /// <param name="hasTools">Whether the request has tools.</param>
    public IReadOnlySet<int> KeptTokens(bool hasTools) => hasTools ? KeptWithTools : KeptWithoutTools;

    private static AnswerMarker[] MarkSpecial(IEnumerable<AnswerMarker> markers, ModelTokenizer tokenizer) =>
        [.. markers.Select(marker => marker with { IsSpecial = tokenizer.FindSpecial(marker.Text) is not null })];

    private static HashSet<int> FindSpecial(IEnumerable<AnswerMarker> markers, ModelTokenizer tokenizer) =>
        [.. markers.Select(marker => tokenizer.FindSpecial(marker.Text)).OfType<int>()];
}
