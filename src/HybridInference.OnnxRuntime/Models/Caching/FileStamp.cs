namespace HybridInference.OnnxRuntime;

/// <summary>Tells in a line what changes when a file does.</summary>
internal static class FileStamp
{
    public static string Of(FileInfo file) => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}";
}
