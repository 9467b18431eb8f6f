namespace HybridInference.LocalModels;

/// <summary>A model folder is missing, incomplete, damaged or of a kind that is not supported.</summary>
public sealed class ModelLoadException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="path">The file or folder that is at fault.</param>
    /// <param name="problem">What is wrong with it and what to do about it, one or two sentences.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public ModelLoadException(string path, string problem, Exception? innerException = null)
        : base($"Cannot load the model from '{path}': {problem}", innerException)
    {
        Path = path;
    }

    /// <summary>Gets the file or folder that is at fault.</summary>
    public string Path { get; }
}
