using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Creates ONNX Runtime's sessions for a folder. Cancelling stops the creation with ONNX Runtime's exception.</summary>
/// <param name="config">The configuration of the folder.</param>
/// <param name="dataFolder">Where the data of an encoded model is.</param>
/// <param name="settings">The settings of the engine.</param>
/// <param name="cancellationToken">Stops the creation.</param>
internal sealed class SessionFactory(ModelConfig config, string dataFolder, EngineSettings settings, CancellationToken cancellationToken)
{
    private const string ExternalDataFolder = "session.model_external_initializers_file_folder_path";
    private const string SavedDataFile = "session.optimized_model_external_initializers_file_name";
    private const string SavedDataMinBytes = "session.optimized_model_external_initializers_min_size_in_bytes";
    private const string SavesPrepacked = "session.save_external_prepacked_constant_initializers";

    /// <summary>Opens a file.</summary>
    public InferenceSession Open(string file)
    {
        using SessionOptions options = SessionOptionsFactory.Create(config, settings);
        return Create(options, options => new InferenceSession(file, options));
    }

    /// <summary>Opens an encoded model whose data is in the folder for it.</summary>
    public InferenceSession Open(byte[] model)
    {
        using SessionOptions options = CreateOptions();
        return Create(options, options => new InferenceSession(model, options));
    }

    /// <summary>Opens a model that <see cref="OpenAndSave"/> has written.</summary>
    public InferenceSession OpenOptimized(string file)
    {
        using SessionOptions options = SessionOptionsFactory.Create(config, settings);
        options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
        return Create(options, options => new InferenceSession(file, options));
    }

    /// <summary>Opens an encoded model, and writes what it is optimised to into a file and the weights, in the processor's own order, beside it.</summary>
    public InferenceSession OpenAndSave(byte[] model, string file)
    {
        using SessionOptions options = CreateOptions();
        options.OptimizedModelFilePath = file;
        options.AddSessionConfigEntry(SavedDataFile, OptimizedModelCache.DataFile);
        options.AddSessionConfigEntry(SavedDataMinBytes, "1024");
        options.AddSessionConfigEntry(SavesPrepacked, "1");
        return Create(options, options => new InferenceSession(model, options));
    }

    private SessionOptions CreateOptions()
    {
        SessionOptions options = SessionOptionsFactory.Create(config, settings);
        options.AddSessionConfigEntry(ExternalDataFolder, dataFolder);
        return options;
    }

    private InferenceSession Create(SessionOptions options, Func<SessionOptions, InferenceSession> create)
    {
        using CancellationTokenRegistration cancellation = cancellationToken.UnsafeRegister(
            static options => ((SessionOptions)options!).SetLoadCancellationFlag(true), options);
        return create(options);
    }
}
