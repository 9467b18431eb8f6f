namespace HybridInference.LocalModels;

/// <summary>
/// Loads a model once, off the caller's thread, however many ask for it at once. After a failed load the next call gets the same failure for
/// some time, unless the folder has changed, and then tries again; after <see cref="Unload"/> it loads again.
/// </summary>
/// <typeparam name="TModel">What is loaded; it is freed by <see cref="IDisposable.Dispose"/>.</typeparam>
/// <param name="client">The type whose disposal is told to whoever comes too late.</param>
/// <param name="load">Loads the model.</param>
/// <param name="folder">The folder that it is loaded from.</param>
/// <param name="retryDelay">How long a failure holds.</param>
/// <param name="timeProvider">Tells the time.</param>
internal sealed class ModelLoader<TModel>(
    Type client, Func<CancellationToken, TModel> load, string folder, TimeSpan retryDelay, TimeProvider timeProvider) : IModelLoader, IDisposable
    where TModel : class, IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _disposal = new();
    private Task<TModel>? _loading;
    private string _filesAtLoad = "";
    private DateTimeOffset _retryAt;
    private bool _isDisposed;

    /// <inheritdoc/>
    public bool IsLoaded => Loaded is not null;

    /// <summary>Gets the model if it is loaded.</summary>
    public TModel? Loaded => Loading is Task<TModel> { IsCompletedSuccessfully: true } loading ? loading.Result : null;

    /// <inheritdoc/>
    public Task? Loading
    {
        get
        {
            lock (_lock)
            {
                return _loading;
            }
        }
    }

    /// <inheritdoc/>
    public DateTimeOffset RetryAt
    {
        get
        {
            lock (_lock)
            {
                return _retryAt;
            }
        }
    }

    /// <summary>Gets the model, loading it if need be. Cancelling stops the waiting, not the loading, which others may wait for too.</summary>
    public Task<TModel> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, client);
            if (_loading is null || (_loading.IsFaulted && MayRetry()))
            {
                _loading = Task.Run(Load, CancellationToken.None);
            }

            return _loading.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public bool Unload()
    {
        Task<TModel>? loaded;
        lock (_lock)
        {
            if (_loading is not { IsCompletedSuccessfully: true })
            {
                return false;
            }

            loaded = _loading;
            _loading = null;
        }

        loaded.Result.Dispose();
        return true;
    }

    /// <summary>Cancels a load that is under way, waits for its end, and frees the model.</summary>
    public void Dispose()
    {
        Task<TModel>? loading;
        lock (_lock)
        {
            _isDisposed = true;
            loading = _loading;
            _loading = null;
        }

        _disposal.Cancel();
        if (loading is not null)
        {
            ((IAsyncResult)loading).AsyncWaitHandle.WaitOne();
            if (loading.IsCompletedSuccessfully)
            {
                loading.Result.Dispose();
            }
        }
    }

    private bool MayRetry() => timeProvider.GetUtcNow() >= _retryAt || _filesAtLoad != FileStamp.OfAll(folder);

    private TModel Load()
    {
        string files = FileStamp.OfAll(folder);
        try
        {
            return load(_disposal.Token);
        }
        catch (OperationCanceledException exception)
        {
            throw new ObjectDisposedException(client.Name, exception);
        }
        catch (Exception)
        {
            lock (_lock)
            {
                (_filesAtLoad, _retryAt) = (files, timeProvider.GetUtcNow() + retryDelay);
            }

            throw;
        }
    }
}
