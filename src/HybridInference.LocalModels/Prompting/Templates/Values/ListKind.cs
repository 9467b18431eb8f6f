namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>What a <see cref="ListValue"/> is to Python.</summary>
internal enum ListKind
{
    /// <summary>A list.</summary>
    List,

    /// <summary>A tuple.</summary>
    Tuple,

    /// <summary>What map, select and their like give: true in a condition even if it has no items.</summary>
    Generator,
}
