using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Loads the graph of a folder: from the cache of optimised models, rewritten, or as it was published, whichever works first.</summary>
internal sealed class DecoderLoader(ModelFolder folder, EngineSettings settings, CancellationToken cancellationToken)
{
    private readonly List<string> _warnings = [];
    private string _dataFolder = "";

    /// <summary>Loads the graph.</summary>
    /// <exception cref="ModelLoadException">The file is damaged, or its graph is not a decoder that this engine runs.</exception>
    /// <exception cref="OperationCanceledException">The load was cancelled.</exception>
    public DecoderModel Load()
    {
        try
        {
            OrtTelemetry.Disable();
            OnnxGraph graph = OnnxGraphReader.Read(folder.ModelFile);
            _dataFolder = LinkedData.Resolve(graph, folder.ModelFile);
            GraphRewrites made = GraphRewriter.Apply(graph, folder.Config.Decoder, AllowedRewrites());
            byte[]? model = graph.IsComplete ? graph.Encode() : null;
            return (model is not null ? TryLoadCached(graph, model, made) : null)
                ?? (model is not null && made != GraphRewrites.None ? TryLoadRewritten(graph, model, made) : null)
                ?? CreateModel(OnnxGraphReader.Read(folder.ModelFile), SessionsFor(GraphRewrites.None).Open(folder.ModelFile), GraphRewrites.None);
        }
        catch (Exception exception) when (IsLoadFailure(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ModelLoadException(folder.ModelFile, $"ONNX Runtime cannot load it: {exception.Message}", exception);
        }
        finally
        {
            NativeHeap.Trim();
        }
    }

    private DecoderModel? TryLoadCached(OnnxGraph graph, byte[] model, GraphRewrites made)
    {
        // What another provider makes of a graph is its own, and depends on its device and driver.
        if (settings.OptimizedModelFolder is not { } path || settings.ExecutionProvider is not null)
        {
            return null;
        }

        return Try($"The cache of optimised models in '{path}' cannot be used", () =>
        {
            var cache = new OptimizedModelCache(path, TimeProvider.System);
            string key = OptimizedModelKey.Create(folder, model);
            string file = cache.Find(key) ?? cache.Add(key, target => Build(graph, model, made, target));
            cache.Use(key, settings.OptimizedModelMaxAge);
            return CreateModel(graph, SessionsFor(made).OpenOptimized(file), made, isCached: true);
        });
    }

    /// <summary>Writes an optimised model, and makes sure that it computes the same as the one that it was made from.</summary>
    private void Build(OnnxGraph graph, byte[] model, GraphRewrites made, string file)
    {
        float[] expected = DecoderProbe.Run(CreateModel(graph, SessionsFor(made).OpenAndSave(model, file), settings.Rewrites));
        AlignedData.Rewrite(Path.GetDirectoryName(file)!);
        float[] actual = DecoderProbe.Run(CreateModel(graph, SessionsFor(made).OpenOptimized(file), settings.Rewrites));
        if (!actual.AsSpan().SequenceEqual(expected))
        {
            throw new InvalidDataException("The optimised model gives other results than the model itself.");
        }
    }

    private DecoderModel? TryLoadRewritten(OnnxGraph graph, byte[] model, GraphRewrites made) =>
        Try("The graph cannot be loaded in a faster form", () => CreateModel(graph, SessionsFor(made).Open(model), made));

    /// <summary>Does what may fail without harm, as there is another way.</summary>
    private DecoderModel? Try(string problem, Func<DecoderModel> load)
    {
        try
        {
            return load();
        }
        catch (Exception exception) when ((IsLoadFailure(exception) || exception is ModelLoadException) && !cancellationToken.IsCancellationRequested)
        {
            _warnings.Add($"{problem}: {exception.Message}");
            return null;
        }
    }

    /// <summary>Makes the model of a session, and makes sure that it runs. A cached one was run when it was written: another run would bring all of its weights into memory.</summary>
    private DecoderModel CreateModel(OnnxGraph graph, InferenceSession session, GraphRewrites made, bool isCached = false)
    {
        try
        {
            DecoderSignature signature = new DecoderSignatureReader(folder.ModelFile, folder.Config, graph, session).Read();
            var model = new DecoderModel(session, signature, folder.Config.Decoder.Session)
            {
                Path = folder.ModelFile,
                Rewrites = made,
                Warnings = _warnings,
                IsCached = isCached,
                Team = HasTeam(made) ? new ComputeTeam(SessionOptionsFactory.ThreadsOf(folder.Config, settings)) : null,
            };
            if (!isCached)
            {
                ModelCheck.Run(model, folder.ModelFile, cancellationToken);
            }

            return model;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Gets what opens sessions. Where there is a team, ONNX Runtime's own threads have little to do, and in a busy loop they would take the cores from it.</summary>
    private SessionFactory SessionsFor(GraphRewrites made) =>
        new(folder.Config, _dataFolder, HasTeam(made) ? settings with { AllowSpinning = false } : settings, cancellationToken);

    /// <summary>Tells whether a graph has a team: where multiplications are not ours, it would take the cores from ONNX Runtime's threads.</summary>
    private bool HasTeam(GraphRewrites made) => made.HasFlag(GraphRewrites.Int4Products) && SessionOptionsFactory.ThreadsOf(folder.Config, settings) > 1;

    /// <summary>Gets the rewrites that may be made: without optimisation, what a rewrite leaves to it would be done in every run.</summary>
    private GraphRewrites AllowedRewrites()
    {
        GraphRewrites allowed = settings.Rewrites;
        if (folder.Config.Decoder.Session.GraphOptimizationLevel == "ORT_DISABLE_ALL")
        {
            allowed &= ~(GraphRewrites.PackedProjections | GraphRewrites.Int4Products);
        }

        // Our own operators run on the processor.
        return CustomOperators.AreAvailable && settings.ExecutionProvider is null ? allowed : allowed & ~(GraphRewrites.Int4Products | GraphRewrites.Attention);
    }

    // The last two are what .NET throws where the native library is missing or made for another machine.
    private static bool IsLoadFailure(Exception exception) => exception
        is OnnxRuntimeException or InvalidDataException or IOException or UnauthorizedAccessException
        or TypeInitializationException or TypeLoadException;
}
