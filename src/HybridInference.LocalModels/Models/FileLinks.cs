namespace HybridInference.LocalModels;

/// <summary>Follows symbolic links.</summary>
internal static class FileLinks
{
    /// <summary>Gets the file that a link leads to in the end; <see langword="null"/> for one that leads nowhere, and for what is no link.</summary>
    public static FileInfo? Follow(FileInfo file)
    {
        try
        {
            return file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target ? target : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A circle of links, or a file that was removed meanwhile.
            return null;
        }
    }
}
