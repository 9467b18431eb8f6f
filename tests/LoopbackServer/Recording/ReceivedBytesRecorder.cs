using System.Collections.Concurrent;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace HybridInference.LoopbackServer.Recording;

/// <summary>A connection middleware that records what arrives on the socket, before HTTP is parsed and whether or not it is.</summary>
internal sealed class ReceivedBytesRecorder
{
    private readonly ConcurrentQueue<ReceivedConnection> _connections = new();

    public IReadOnlyCollection<ReceivedConnection> Connections => _connections;

    public ConnectionDelegate Use(ConnectionDelegate next) => connection => RunAsync(connection, next);

    /// <summary>Forgets what came so far, and the connections that are closed.</summary>
    public void Forget()
    {
        for (int count = _connections.Count; count > 0 && _connections.TryDequeue(out ReceivedConnection? connection); count--)
        {
            connection.Clear();
            if (!connection.IsClosed)
            {
                _connections.Enqueue(connection);
            }
        }
    }

    private async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var received = new ReceivedConnection();
        _connections.Enqueue(received);

        // No back pressure: a reply that hangs must not keep bytes from being recorded.
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var transport = connection.Transport;
        connection.Transport = new DuplexPipe(pipe.Reader, transport.Output);
        var pump = PumpAsync(transport.Input, pipe.Writer, received);
        try
        {
            await next(connection);
        }
        finally
        {
            transport.Input.CancelPendingRead();
            await pump;
            connection.Transport = transport;
            received.IsClosed = true;
        }
    }

    private static async Task PumpAsync(PipeReader input, PipeWriter output, ReceivedConnection received)
    {
        Exception? failure = null;
        try
        {
            ReadResult read;
            do
            {
                read = await input.ReadAsync();
                received.Append(read.Buffer);
                foreach (var segment in read.Buffer)
                {
                    await output.WriteAsync(segment);
                }

                input.AdvanceTo(read.Buffer.End);
            }
            while (!read.IsCompleted && !read.IsCanceled);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client reset the connection: HTTP must see it as it was.
            failure = exception;
        }

        await output.CompleteAsync(failure);
    }
}
