using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridInference.OnnxRuntime;

/// <summary>Warms a model up in the background while the application starts. A model that fails does not stop the application.</summary>
internal sealed partial class WarmUpService(OnnxChatClient client, string name, ILoggerFactory? loggerFactory) : BackgroundService
{
    private readonly ILogger _logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<WarmUpService>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The caller is the host, which waits until this method gives control back.
        await Task.Yield();
        try
        {
            await client.WarmUpAsync(new LoggedProgress(this), stoppingToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogFailed(name, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "The local model '{Name}' is {State}.")]
    private partial void LogProgress(string name, ReadinessState state);

    private void LogProgress(ReadinessState state) => LogProgress(name, state);

    [LoggerMessage(LogLevel.Warning, "The local model '{Name}' could not be warmed up: {Cause}")]
    private partial void LogFailed(string name, string cause);

    private sealed class LoggedProgress(WarmUpService service) : IProgress<TargetReadiness>
    {
        public void Report(TargetReadiness value) => service.LogProgress(value.State);
    }
}
