namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The object that <c>namespace()</c> makes: the only one whose attributes a template may set.</summary>
internal sealed class NamespaceValue(MapValue attributes)
{
    /// <summary>Gets the attributes.</summary>
    public MapValue Attributes => attributes;
}
