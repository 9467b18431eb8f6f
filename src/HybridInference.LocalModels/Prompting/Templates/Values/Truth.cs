namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>What counts as true in a condition.</summary>
internal static class Truth
{
    /// <summary>Gets whether a value counts as true.</summary>
    public static bool Of(object? value) => value switch
    {
        null or UndefinedValue => false,
        bool flag => flag,
        string text => text.Length > 0,
        ListValue list => list.Kind == ListKind.Generator || list.Items.Count > 0,
        MapValue map => map.Count > 0,
        _ => !Numbers.IsZero(value),
    };
}
