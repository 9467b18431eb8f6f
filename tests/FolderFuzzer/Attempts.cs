using System.Diagnostics;
using HybridInference.LocalModels;
using HybridInference.OnnxRuntime;
using Microsoft.Extensions.AI;

namespace HybridInference.FolderFuzzer;

/// <summary>Tries damaged folders one after the other and writes a line before and after each, so that a crash can be put down to one.</summary>
internal static class Attempts
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static int Run(int first, int count, IReadOnlyList<string> folders)
    {
        for (int seed = first; seed < first + count; seed++)
        {
            var random = new Random(seed);
            using var folder = new DamagedFolder(folders[seed % folders.Count], random);
            Console.WriteLine($"begin {seed} {folder.File}");
            Console.Out.Flush();
            long start = Stopwatch.GetTimestamp();
            string outcome = TryAsync(folder).GetAwaiter().GetResult();
            using var process = Process.GetCurrentProcess();
            Console.WriteLine($"end {seed} {outcome} {(long)Stopwatch.GetElapsedTime(start).TotalMilliseconds} {process.PeakWorkingSet64 >> 20}");
            Console.Out.Flush();
        }

        return 0;
    }

    /// <summary>Asks a model for a few tokens, with and without tools.</summary>
    private static async Task<string> TryAsync(DamagedFolder folder)
    {
        try
        {
            using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = folder.Path, IntraOpThreads = 1 });
            using var timeout = new CancellationTokenSource(Limit);
            _ = client.GetService<TargetCapabilities>();
            _ = await client.GetResponseAsync([new(ChatRole.User, "Hello, é \u0416 \ud83d\ude00 1234.")], new ChatOptions { MaxOutputTokens = 3 }, timeout.Token).ConfigureAwait(false);
            return "answered";
        }
        catch (Exception exception) when (exception is ModelLoadException || exception.Message.Contains(folder.Path, StringComparison.Ordinal))
        {
            return exception.Message.Contains(folder.Path, StringComparison.Ordinal) ? "refused" : "unnamed:" + exception.GetType().Name;
        }
        catch (ContextLengthExceededException)
        {
            // A context of a few tokens is a valid value of the configuration.
            return "refused";
        }
        catch (Exception exception)
        {
            // What the harness is for: any other exception is a finding, whatever its type.
            return "other:" + exception.GetType().Name + ":" + Place(exception);
        }
    }

    private static string Place(Exception exception) =>
        new StackTrace(exception).GetFrames().Select(frame => frame.GetMethod()).FirstOrDefault(method => method?.DeclaringType?.Namespace?.StartsWith("HybridInference", StringComparison.Ordinal) == true) is { } method
            ? $"{method.DeclaringType!.Name}.{method.Name}".Replace(' ', '_')
            : "";
}
