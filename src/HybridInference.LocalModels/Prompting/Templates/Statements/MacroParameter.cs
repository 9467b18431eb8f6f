namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A parameter of a macro, and what stands for it where it is absent: undefined unless the template says otherwise.</summary>
internal sealed record MacroParameter(string Name, Expression Default);
