namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A token of a template and the line that it is on.</summary>
internal readonly record struct TemplateToken(TokenKind Kind, string Text, int Line)
{
    /// <summary>Gets whether the token is the operator or the keyword.</summary>
    public bool Is(string text) => Kind is TokenKind.Operator or TokenKind.Name or TokenKind.TagStart && Text == text;
}
