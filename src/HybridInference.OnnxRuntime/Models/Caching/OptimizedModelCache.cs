using System.Security.Cryptography;

namespace HybridInference.OnnxRuntime;

/// <summary>
/// Keeps models as ONNX Runtime has optimised them, with weights in the order in which this processor wants them, so that later loads map
/// them from the file instead of making them anew in memory.
/// </summary>
/// <remarks>
/// An entry is a folder of its own, built elsewhere and moved to its place when it is complete: whatever is at that place was complete once,
/// and of two processes that build the same one, one finds the other's. A list of what it held, with sizes and times, tells whether it still is.
/// </remarks>
internal sealed class OptimizedModelCache(string path)
{
    public const string ModelFile = "model.onnx";
    public const string DataFile = "model.onnx.data";

    private const string Manifest = "complete";

    /// <summary>Gets the model of an entry, or <see langword="null"/> where there is none or it is damaged.</summary>
    public string? Find(string key)
    {
        string entry = Path.Combine(path, key);
        string manifest = Path.Combine(entry, Manifest);
        return File.Exists(manifest) && File.ReadAllText(manifest) == Describe(entry) ? Path.Combine(entry, ModelFile) : null;
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
