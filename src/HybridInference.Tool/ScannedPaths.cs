namespace HybridInference.Tool;

/// <summary>Finds the files that paths name: a file itself, and those under a folder but for links and for <c>.git</c>.</summary>
internal static class ScannedPaths
{
    /// <summary>Only a folder that cannot be read is told by the one who walks through it.</summary>
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder must not be read.</exception>
    public static IEnumerable<string> FilesOf(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        IEnumerable<string> folders = Directory.EnumerateDirectories(path, "*", Everything).Where(folder => Path.GetFileName(folder) != ".git");
        return Directory.EnumerateFiles(path, "*", Everything).Order(StringComparer.Ordinal)
            .Concat(folders.Order(StringComparer.Ordinal).SelectMany(FilesOf));
    }
}
