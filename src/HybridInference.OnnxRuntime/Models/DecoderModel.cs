using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>A loaded graph: owns the native session. Thread-safe, but at most one sequence should run at a time.</summary>
internal sealed class DecoderModel : IDisposable
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> _runEntries;

    private DecoderModel(string path, InferenceSession session, DecoderSignature signature, IReadOnlyList<KeyValuePair<string, string>> runEntries)
    {
        Path = path;
        Session = session;
        Signature = signature;
        _runEntries = runEntries;
    }

    /// <summary>Gets the path of the ONNX file.</summary>
    public string Path { get; }

    public InferenceSession Session { get; }

    public DecoderSignature Signature { get; }

    /// <summary>Loads the graph of a folder.</summary>
    /// <exception cref="ModelLoadException">The file is damaged, or its graph is not a decoder that this engine runs.</exception>
    /// <exception cref="OperationCanceledException">The load was cancelled.</exception>
    public static DecoderModel Load(ModelFolder folder, EngineSettings settings, CancellationToken cancellationToken)
    {
        InferenceSession? session = null;
        try
        {
            OrtTelemetry.Disable();
            using SessionOptions options = SessionOptionsFactory.Create(folder.Config, settings);
            using CancellationTokenRegistration cancellation = cancellationToken.UnsafeRegister(
                static options => ((SessionOptions)options!).SetLoadCancellationFlag(true), options);
            session = new InferenceSession(folder.ModelFile, options);
            DecoderSignature signature = new DecoderSignatureReader(folder.ModelFile, folder.Config, session).Read();
            return new DecoderModel(folder.ModelFile, session, signature, folder.Config.Decoder.Session.RunEntries);
        }
        catch (Exception exception) when (IsLoadFailure(exception))
        {
            session?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new ModelLoadException(folder.ModelFile, $"ONNX Runtime cannot load it: {exception.Message}", exception);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    public RunOptions CreateRunOptions()
    {
        var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        foreach ((string key, string value) in _runEntries)
        {
            options.AddRunConfigEntry(key, value);
        }

        return options;
    }

    public void Dispose() => Session.Dispose();

    // The last two are what .NET throws where the native library is missing or made for another machine.
    private static bool IsLoadFailure(Exception exception) => exception
        is OnnxRuntimeException or InvalidDataException or IOException or UnauthorizedAccessException
        or TypeInitializationException or TypeLoadException;
}
