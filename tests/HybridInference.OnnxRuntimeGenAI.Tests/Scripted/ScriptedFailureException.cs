namespace HybridInference.OnnxRuntimeGenAI.Tests;

/// <summary>What a scripted generator throws where the native one would throw its own exception.</summary>
internal sealed class ScriptedFailureException(string message) : Exception(message);
