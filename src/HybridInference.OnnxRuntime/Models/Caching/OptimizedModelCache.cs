using System.Security.Cryptography;

namespace HybridInference.OnnxRuntime;

/// <summary>
/// Keeps models as ONNX Runtime has optimised them, with weights in the order in which this processor wants them, so that later loads map
/// them from the file instead of making them anew in memory.
/// </summary>
/// <remarks>
/// An entry is a folder of its own, built elsewhere and moved to its place when it is complete: whatever is at that place was complete once,
/// and of two processes that build the same one, one finds the other's. A list of what it held, with sizes and times, tells whether it still is;
/// the time of that list is when the entry was used last.
/// </remarks>
/// <param name="path">The folder of the entries.</param>
/// <param name="timeProvider">Tells the time.</param>
internal sealed class OptimizedModelCache(string path, TimeProvider timeProvider)
{
    public const string ModelFile = "model.onnx";
    public const string DataFile = "model.onnx.data";

    private const string Manifest = "complete";

    /// <summary>How long building an entry may take; what is left of one after that was given up.</summary>
    private static readonly TimeSpan LongestBuild = TimeSpan.FromDays(1);

    /// <summary>Gets the model of an entry, or <see langword="null"/> where there is none or it is damaged.</summary>
    public string? Find(string key)
    {
        string entry = Path.Combine(path, key);
        string manifest = Path.Combine(entry, Manifest);
        try
        {
            return File.Exists(manifest) && File.ReadAllText(manifest) == Describe(entry) ? Path.Combine(entry, ModelFile) : null;
        }
        catch (IOException) when (!File.Exists(manifest))
        {
            // Another process has just removed it.
            return null;
        }
    }

    /// <summary>Builds an entry in place of what may be there, and gives its model.</summary>
    /// <param name="key">The name of the entry.</param>
    /// <param name="build">Writes the model to a path, and its data beside it.</param>
    /// <exception cref="IOException">The entry cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The entry cannot be written.</exception>
    public string Add(string key, Action<string> build)
    {
        string building = Path.Combine(path, $"{key}.{Guid.NewGuid():N}");
        Directory.CreateDirectory(building);
        try
        {
            build(Path.Combine(building, ModelFile));
            File.WriteAllText(Path.Combine(building, Manifest), Describe(building));
            return Find(key) ?? Move(building, key);
        }
        finally
        {
            Delete(building);
        }
    }

    /// <summary>Removes an entry.</summary>
    public void Remove(string key) => Delete(Path.Combine(path, key));

    /// <summary>Takes note that an entry is used, and removes those that nobody has used for longer than a time, and what broken builds have left.</summary>
    /// <param name="key">The name of the entry that is used.</param>
    /// <param name="maxAge">The time; <see langword="null"/> to keep entries for ever.</param>
    public void Use(string key, TimeSpan? maxAge)
    {
        DateTime now = timeProvider.GetUtcNow().UtcDateTime;
        Try(() => File.SetLastWriteTimeUtc(Path.Combine(path, key, Manifest), now));
        foreach (DirectoryInfo folder in new DirectoryInfo(path).GetDirectories())
        {
            if (folder.Name != key && IsExpired(folder, now, maxAge))
            {
                Try(() => Retire(folder));
            }
        }
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nobody may write here, or another process uses or removes the same entry. The next load tries again.
        }
    }

    private static bool IsExpired(DirectoryInfo folder, DateTime now, TimeSpan? maxAge)
    {
        var manifest = new FileInfo(Path.Combine(folder.FullName, Manifest));
        return OptimizedModelKey.IsKey(folder.Name)
            ? manifest.Exists && now - manifest.LastWriteTimeUtc > maxAge
            : OptimizedModelKey.IsKey(Path.GetFileNameWithoutExtension(folder.Name)) && now - folder.LastWriteTimeUtc > LongestBuild;
    }

    /// <summary>Removes an entry from its place at once, so that nobody finds a part of it. Who has it open keeps it, or keeps it from going.</summary>
    private void Retire(DirectoryInfo entry)
    {
        entry.MoveTo(Path.Combine(path, $"{Path.GetFileNameWithoutExtension(entry.Name)}.{Guid.NewGuid():N}"));
        entry.Delete(recursive: true);
    }

    private string Move(string building, string key)
    {
        Remove(key);
        string entry = Path.Combine(path, key);
        try
        {
            Directory.Move(building, entry);
        }
        catch (IOException) when (Find(key) is not null)
        {
            // Another process has been faster.
        }

        return Path.Combine(entry, ModelFile);
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Describes what an entry holds: the names, sizes and times of the files, and the hash of the graph.</summary>
    private static string Describe(string entry)
    {
        string model = Path.Combine(entry, ModelFile);
        string hash = File.Exists(model) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(model))) : "";
        IEnumerable<FileInfo> files = new DirectoryInfo(entry).EnumerateFiles().Where(file => file.Name != Manifest);
        return string.Join('\n', files.Select(FileStamp.Of).Order(StringComparer.Ordinal).Append(hash));
    }
}
