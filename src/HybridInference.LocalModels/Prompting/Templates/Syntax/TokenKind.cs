namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The kinds of token of a template.</summary>
internal enum TokenKind
{
    /// <summary>Text outside of tags.</summary>
    Text,

    /// <summary>The start of a tag: <c>{{</c> or <c>{%</c>.</summary>
    TagStart,

    /// <summary>The end of a tag.</summary>
    TagEnd,

    /// <summary>A name or keyword.</summary>
    Name,

    /// <summary>A string literal, unescaped.</summary>
    String,

    /// <summary>An integer literal.</summary>
    Integer,

    /// <summary>A literal with a fraction or an exponent.</summary>
    Float,

    /// <summary>An operator or a bracket.</summary>
    Operator,

    /// <summary>The end of the template.</summary>
    End,
}
