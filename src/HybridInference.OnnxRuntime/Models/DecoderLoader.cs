using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Loads the graph of a folder: rewritten where that is possible, else as it was published.</summary>
internal sealed class DecoderLoader(ModelFolder folder, EngineSettings settings, CancellationToken cancellationToken)
{
    private const string ExternalDataFolder = "session.model_external_initializers_file_folder_path";

    /// <summary>Loads the graph.</summary>
    /// <exception cref="ModelLoadException">The file is damaged, or its graph is not a decoder that this engine runs.</exception>
    /// <exception cref="OperationCanceledException">The load was cancelled.</exception>
    public DecoderModel Load()
    {
        try
        {
            OrtTelemetry.Disable();
            OnnxGraph graph = OnnxGraphReader.Read(folder.ModelFile);
            GraphRewrites made = GraphRewriter.Apply(graph, folder.Config.Decoder, AllowedRewrites());
            return made == GraphRewrites.None ? LoadPublished(graph, null) : LoadRewritten(graph, made);
        }
        catch (Exception exception) when (IsLoadFailure(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ModelLoadException(folder.ModelFile, $"ONNX Runtime cannot load it: {exception.Message}", exception);
        }
    }

    private DecoderModel LoadRewritten(OnnxGraph graph, GraphRewrites made)
    {
        try
        {
            using SessionOptions options = SessionOptionsFactory.Create(folder.Config, settings);
            options.AddSessionConfigEntry(ExternalDataFolder, Path.GetDirectoryName(folder.ModelFile)!);
            byte[] model = graph.Encode();
            return Load(graph, options, () => new InferenceSession(model, options), made, null);
        }
        catch (Exception exception) when (IsLoadFailure(exception) && !cancellationToken.IsCancellationRequested)
        {
            return LoadPublished(OnnxGraphReader.Read(folder.ModelFile), exception.Message);
        }
    }

    private DecoderModel LoadPublished(OnnxGraph graph, string? failure)
    {
        using SessionOptions options = SessionOptionsFactory.Create(folder.Config, settings);
        return Load(graph, options, () => new InferenceSession(folder.ModelFile, options), GraphRewrites.None, failure);
    }

    private DecoderModel Load(OnnxGraph graph, SessionOptions options, Func<InferenceSession> create, GraphRewrites made, string? failure)
    {
        using CancellationTokenRegistration cancellation = cancellationToken.UnsafeRegister(
            static options => ((SessionOptions)options!).SetLoadCancellationFlag(true), options);
        InferenceSession session = create();
        try
        {
            DecoderSignature signature = new DecoderSignatureReader(folder.ModelFile, folder.Config, graph, session).Read();
            return new DecoderModel(session, signature, folder.Config.Decoder.Session) { Rewrites = made, RewriteFailure = failure };
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Gets the rewrites that may be made: without optimisation, what a rewrite leaves to it would be done in every run.</summary>
    private GraphRewrites AllowedRewrites() => folder.Config.Decoder.Session.GraphOptimizationLevel == "ORT_DISABLE_ALL"
        ? settings.Rewrites & ~GraphRewrites.PackedProjections
        : settings.Rewrites;

    // The last two are what .NET throws where the native library is missing or made for another machine.
    private static bool IsLoadFailure(Exception exception) => exception
        is OnnxRuntimeException or InvalidDataException or IOException or UnauthorizedAccessException
        or TypeInitializationException or TypeLoadException;
}
