namespace HybridInference.LocalModels;

/// <summary>Tells in a line what changes when a file does.</summary>
internal static class FileStamp
{
    /// <summary>Tells it of a file, or of the one that a link leads to.</summary>
    public static string Of(FileInfo file)
    {
        FileInfo content = FileLinks.Follow(file) ?? file;
        return $"{file.Name} {content.Length} {content.LastWriteTimeUtc.Ticks}";
    }

    /// <summary>Tells it of all files of a folder and of those in it, a line each in the order of their paths; of a folder that is not there, nothing.</summary>
    public static string OfAll(string folder)
    {
        var directory = new DirectoryInfo(folder);
        return directory.Exists
            ? string.Join('\n', directory.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal).Select(Of))
            : "";
    }
}
