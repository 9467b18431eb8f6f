
namespace HybridInference.LocalModels;

/// <summary>How a family of models writes the calls of tools. All also write plain JSON at the start of an answer, which is read for any.</summary>
/// <param name="Name">The name, for messages.</param>
/// <param name="Markers">What stands before and after a call.</param>
/// <param name="Form">How a call is written when one is required.</param>
internal sealed record ToolCallStyle(string Name, IReadOnlyList<AnswerMarker> Markers, ToolCallForm Form)
{
    /// <summary><c>&lt;tool_call&gt;{"name": ..., "arguments": ...}&lt;/tool_call&gt;</c>, once per call, or <see cref="XmlToolCall"/> within the same tags.</summary>
    public static readonly ToolCallStyle Hermes =
        new("Hermes", [new("<tool_call>", MarkerKind.Call), new("</tool_call>", MarkerKind.CallEnd)], ToolCallForm.Hermes);

    /// <summary><c>[TOOL_CALLS][{"name": ..., "arguments": ...}, ...]</c>, or <c>[TOOL_CALLS]name[ARGS]{...}</c>.</summary>
    public static readonly ToolCallStyle Mistral = new("Mistral", [new("[TOOL_CALLS]", MarkerKind.Call)], ToolCallForm.Mistral);

    /// <summary><c>&lt;|tool_call|&gt;[...]&lt;|/tool_call|&gt;</c>, or <c>functools[...]</c>.</summary>
    public static readonly ToolCallStyle Phi = new(
        "Phi",
        [
            new("<|tool_call|>", MarkerKind.Call),
            new("<|/tool_call|>", MarkerKind.CallEnd),
            new("functools", MarkerKind.Call, OnlyAtStart: true),
        ],
        ToolCallForm.Phi4);

    /// <summary><c>{"name": ..., "parameters": ...}</c>, with or without <c>&lt;|python_tag|&gt;</c> before it; several with semicolons between.</summary>
    public static readonly ToolCallStyle Llama = new("Llama", [new("<|python_tag|>", MarkerKind.Call)], ToolCallForm.Llama3);

    /// <summary>Messages with channels and recipients, which <see cref="HarmonyReader"/> reads.</summary>
    public static readonly ToolCallStyle Harmony = new("Harmony", HarmonyReader.Markers, ToolCallForm.Harmony);

    /// <summary>Only JSON, which may stand in a fenced block.</summary>
    public static readonly ToolCallStyle Json = new(
        "Json",
        [
            new("```json", MarkerKind.Call, OnlyAtStart: true),
            new("```", MarkerKind.Call, OnlyAtStart: true),
            new("```", MarkerKind.CallEnd, OnlyAtStart: true),
        ],
        ToolCallForm.PlainJson);

    /// <summary>
    /// Chooses by the template, and where that does not tell, by the tokens: the first of Hermes, Mistral, Phi, Llama and Harmony whose marker
    /// is there; otherwise JSON.
    /// </summary>
    public static ToolCallStyle Choose(string template, ModelTokenizer tokenizer)
    {
        (ToolCallStyle Style, string Sign)[] signs =
        [
            (Hermes, "<tool_call>"), (Mistral, "[TOOL_CALLS]"), (Phi, "<|tool_call|>"), (Phi, "<|tool|>"), (Llama, "<|python_tag|>"), (Llama, "ipython"),
            (Harmony, "<|channel|>"),
        ];
        ToolCallStyle? style = Array.Find(signs, sign => template.Contains(sign.Sign, StringComparison.Ordinal)).Style;
        return style ?? Array.Find(signs, sign => tokenizer.IsAdded(sign.Sign)).Style ?? Json;
    }
}
