namespace HybridInference.LocalModels;

/// <summary>What is to know of a <see cref="ModelLoader{TModel}"/> without knowing the kind of its model.</summary>
internal interface IModelLoader
{
    /// <summary>Gets whether the model is loaded.</summary>
    bool IsLoaded { get; }

    /// <summary>Gets the latest load: <see langword="null"/> when there was none, or the model was unloaded.</summary>
    Task? Loading { get; }

    /// <summary>Gets when a load is tried again after the latest one failed.</summary>
    DateTimeOffset RetryAt { get; }

    /// <summary>Frees the model if it is loaded. The caller makes sure that nobody uses it.</summary>
    /// <returns>Whether there was one.</returns>
    bool Unload();
}
