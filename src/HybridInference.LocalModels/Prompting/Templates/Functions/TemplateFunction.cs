namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A function, filter or test; the value that a filter or test applies to is the first argument.</summary>
internal delegate object? TemplateFunction(CallArguments arguments);
