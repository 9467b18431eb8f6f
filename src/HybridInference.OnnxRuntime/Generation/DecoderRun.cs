using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Runs the graph for one request, and stops in the middle of a run when the request is cancelled.</summary>
internal sealed class DecoderRun : IDisposable
{
    private readonly DecoderModel _model;
    private readonly CancellationToken _cancellationToken;
    private readonly RunOptions _options;
    private readonly CancellationTokenRegistration _termination;

    public DecoderRun(DecoderModel model, CancellationToken cancellationToken)
    {
        _model = model;
        _cancellationToken = cancellationToken;
        _options = model.CreateRunOptions();
        _termination = cancellationToken.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, _options);
    }

    /// <exception cref="OperationCanceledException">The request is cancelled.</exception>
    public void ThrowIfCancelled() => _cancellationToken.ThrowIfCancellationRequested();

    /// <summary>Runs the graph over what is bound.</summary>
    /// <exception cref="OperationCanceledException">The request was cancelled during the run.</exception>
    /// <exception cref="OnnxRuntimeException">The run failed.</exception>
    public void Run(OrtIoBinding binding)
    {
        bool leads = _model.Team?.TryEnter() ?? false;
        try
        {
            _model.Session.RunWithBinding(_options, binding);
        }
        catch (OnnxRuntimeException exception) when (_cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The run was cancelled.", exception, _cancellationToken);
        }
        finally
        {
            if (leads)
            {
                _model.Team!.Leave();
            }
        }
    }

    public void Dispose()
    {
        _termination.Dispose();
        _options.Dispose();
    }
}
