namespace HybridInference.Tool;

/// <summary>Tells whether the process was started with a standard input.</summary>
internal static class StandardInput
{
    private const string Descriptors = "/proc/self/fd";

    /// <summary>
    /// Gets whether it was closed (<c>&lt;&amp;-</c>). The runtime's own pipe then has its number: whoever reads it waits for ever. Known on Linux only;
    /// asked before anything opens the input, which makes a second descriptor for it.
    /// </summary>
    public static bool IsClosed
    {
        get
        {
            string? input = TargetOf($"{Descriptors}/0");
            return OperatingSystem.IsLinux() && (input is null || (input.StartsWith("pipe:", StringComparison.Ordinal) && CountOf(input) > 1));
        }
    }

    private static int CountOf(string target) => Directory.EnumerateFileSystemEntries(Descriptors).Count(descriptor => TargetOf(descriptor) == target);

    private static string? TargetOf(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget;
        }
        catch (IOException) // It was closed meanwhile.
        {
            return null;
        }
    }
}
