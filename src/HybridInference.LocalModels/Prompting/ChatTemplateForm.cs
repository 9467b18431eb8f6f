namespace HybridInference.LocalModels;

/// <summary>The form in which a template expects what templates disagree about.</summary>
/// <param name="WritesArguments">Whether the arguments of calls are text in JSON rather than a map.</param>
/// <param name="HasToolsInSystemMessage">Whether the tools are text in JSON, in the member <c>tools</c> of the system message.</param>
internal readonly record struct ChatTemplateForm(bool WritesArguments, bool HasToolsInSystemMessage);
