namespace HybridInference.LocalModels;

/// <summary>How the files of a model folder are laid out.</summary>
internal enum ModelLayout
{
    /// <summary>ONNX Runtime GenAI: <c>genai_config.json</c> names one graph.</summary>
    GenAi,

    /// <summary>Hugging Face onnx-community: <c>config.json</c> and <c>onnx/model*.onnx</c>, several variants of one graph.</summary>
    HuggingFace,
}
