using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace HybridInference.TestUtils;

/// <summary>A real Redis server on a free loopback port, with its files in a folder of its own.</summary>
public sealed class RedisServer : IDisposable
{
    private const string Program = "redis-server";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hybrid-redis");
    private readonly bool _durable;
    private Process? _process;

    private RedisServer(bool durable)
    {
        _durable = durable;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static bool IsInstalled => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, Program)));

    public int Port { get; }

    /// <summary>The files that the server keeps: every command when it is durable.</summary>
    public IEnumerable<string> Files => _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.FullName);

    public string Configuration => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port},abortConnect=false,connectTimeout=5000,syncTimeout=15000,asyncTimeout=15000");

    /// <summary>Starts a server, or skips the test where Redis is not installed.</summary>
    /// <param name="durable">Whether each write is on the disk before it is answered.</param>
    public static async Task<RedisServer> StartOrSkipAsync(bool durable = false)
    {
        Assert.SkipUnless(IsInstalled, "redis-server is not installed: apt-get install redis-server.");
        return await StartAsync(durable);
    }

    public static async Task<RedisServer> StartAsync(bool durable = false)
    {
        var server = new RedisServer(durable);
        await server.RestartAsync();
        return server;
    }

    /// <summary>Starts the server, again if it was killed, and waits until it answers.</summary>
    public async Task RestartAsync()
    {
        string[] persistence = _durable ? ["--appendonly", "yes", "--appendfsync", "always"] : ["--appendonly", "no"];
        var start = new ProcessStartInfo(
            Program,
            ["--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder.FullName, "--save", "", .. persistence])
        {
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException($"redis-server did not start on port {Port}.");
    }

    /// <summary>Kills the server as a crash would.</summary>
    public void Kill()
    {
        if (_process is { } process)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            _process = null;
        }
    }

    public void Dispose()
    {
        Kill();
        _folder.Delete(recursive: true);
    }
}
