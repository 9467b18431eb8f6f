namespace HybridInference.LocalModels;

/// <summary>
/// How a model family writes tool calls: each is an object with the tool's name and its arguments. Added tokens of the vocabulary that
/// occur in the texts are written as such.
/// </summary>
internal sealed record ToolCallForm
{
    /// <summary>An object without anything around it.</summary>
    public static readonly ToolCallForm PlainJson = new();

    /// <summary>Qwen 2.5, Qwen 3, Hermes: each call between tags.</summary>
    public static readonly ToolCallForm Hermes = new() { CallStart = "<tool_call>\n", CallEnd = "\n</tool_call>", Separator = "\n", AllowsSeveral = true };

    /// <summary>Llama 3.1 to 3.3: an object, whose arguments are called parameters.</summary>
    public static readonly ToolCallForm Llama3 = new() { ArgumentsName = "parameters" };

    /// <summary>Mistral: a list after a token.</summary>
    public static readonly ToolCallForm Mistral = new() { Start = "[TOOL_CALLS][", End = "]", Separator = ", ", AllowsSeveral = true };

    /// <summary>Phi-4-mini: a list between tokens.</summary>
    public static readonly ToolCallForm Phi4 = new()
    {
        Start = "<|tool_call|>[",
        End = "]<|/tool_call|>",
        Separator = ", ",
        AllowsSeveral = true,
    };

    /// <summary>gpt-oss: a message to the tool, whose name stands in the message's header.</summary>
    public static readonly ToolCallForm Harmony = new() { Start = "<|channel|>commentary to=functions.", NameEnd = " <|constrain|>json<|message|>" };

    /// <summary>Gets the text between the name, which then stands before the call's object, and its arguments, which then are the object.</summary>
    public string? NameEnd { get; init; }

    /// <summary>Gets the text before the first call.</summary>
    public string Start { get; init; } = "";

    /// <summary>Gets the text after the last call.</summary>
    public string End { get; init; } = "";

    /// <summary>Gets the text before each call.</summary>
    public string CallStart { get; init; } = "";

    /// <summary>Gets the text after each call.</summary>
    public string CallEnd { get; init; } = "";

    /// <summary>Gets the text between two calls.</summary>
    public string Separator { get; init; } = "";

    /// <summary>Gets the name of the property with the arguments.</summary>
    public string ArgumentsName { get; init; } = "arguments";

    /// <summary>Gets whether there is a form for more than one call.</summary>
    public bool AllowsSeveral { get; init; }
}
