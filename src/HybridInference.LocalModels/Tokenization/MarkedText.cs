namespace HybridInference.LocalModels;

/// <summary>A text with marks in it, which are not part of it.</summary>
/// <param name="Text">The text, with marks in it.</param>
/// <param name="Mark">The character that means only that no token goes across it; null where there is none.</param>
internal readonly record struct MarkedText(string Text, char? Mark)
{
    /// <summary>Gets whether there is a mark in the text.</summary>
    public bool HasMark => Mark is { } mark && Text.Contains(mark, StringComparison.Ordinal);

    /// <summary>Gets the text without its marks.</summary>
    public string Plain => Mark is { } mark ? Text.Replace(mark.ToString(), "", StringComparison.Ordinal) : Text;

    /// <summary>Gets the parts between the marks.</summary>
    public string[] Parts => Mark is { } mark ? Text.Split(mark, StringSplitOptions.RemoveEmptyEntries) : [Text];
}
