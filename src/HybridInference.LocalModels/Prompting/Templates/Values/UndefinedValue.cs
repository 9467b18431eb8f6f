namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The value of a name that does not exist: empty text, an empty list, false; anything else with it is an error.</summary>
internal sealed class UndefinedValue(string name)
{
    /// <summary>Makes the failure of an operation on the value.</summary>
    public ChatTemplateException Error() => new($"The chat template uses '{name}', which is undefined.");
}
