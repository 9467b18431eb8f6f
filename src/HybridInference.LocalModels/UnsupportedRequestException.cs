namespace HybridInference.LocalModels;

/// <summary>What this engine throws as <see cref="NotSupportedException"/>, so that the classifier can tell it from everyone else's.</summary>
internal sealed class UnsupportedRequestException(string message) : NotSupportedException(message);
