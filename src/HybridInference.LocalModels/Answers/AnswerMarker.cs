namespace HybridInference.LocalModels;

/// <summary>A text in an answer that is not part of what the model says, such as <c>&lt;tool_call&gt;</c>.</summary>
/// <param name="Text">The text, at least one character.</param>
/// <param name="Kind">What it begins or ends.</param>
/// <param name="OnlyAtStart">Whether it is a marker only where nothing but reasoning and calls came before it.</param>
internal sealed record AnswerMarker(string Text, MarkerKind Kind, bool OnlyAtStart = false)
{
    /// <summary>Gets a value indicating whether the marker is a special token, which is never part of the text.</summary>
    public bool IsSpecial { get; init; }
}
