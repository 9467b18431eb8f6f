namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A chat template refuses the conversation, has a mistake, or does more than a template may.</summary>
internal sealed class ChatTemplateException(string message) : InvalidOperationException(message);
