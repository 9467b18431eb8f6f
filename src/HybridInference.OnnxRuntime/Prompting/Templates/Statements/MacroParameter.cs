namespace HybridInference.OnnxRuntime.Prompting.Templates;

/// <summary>A parameter of a macro, with what stands for an argument that is absent: undefined unless the template says otherwise.</summary>
internal sealed record MacroParameter(string Name, Expression Default);
