namespace HybridInference.LocalModels;

/// <summary>
/// Finds the data of a model where its files are symbolic links, as in the cache of Hugging Face's hub. ONNX Runtime refuses data outside of
/// the folder that it is given with a graph in memory, so it is given the folder that the links lead to.
/// </summary>
internal static class LinkedData
{
    /// <summary>Gets the folder of the data. Where all of it is linked from one other folder, the graph refers to the files there afterwards.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="path">The file that it was read from.</param>
    public static string Resolve(OnnxGraph graph, string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        var files = new Dictionary<string, string>();
        List<OnnxTensor> tensors = ChangeLocations(graph, location =>
        {
            string target = files.TryGetValue(location, out string? known) ? known : files[location] = Follow(folder, location);
            return Path.GetFileName(target);
        });
        string[] folders = [.. files.Values.Select(file => Path.GetDirectoryName(file)!).Distinct()];
        if (folders.Length != 1 || folders[0] == folder)
        {
            return folder;
        }

        tensors.ForEach(tensor => graph.Initializers[tensor.Name] = tensor);
        return folders[0];
    }

    private static List<OnnxTensor> ChangeLocations(OnnxGraph graph, Func<string, string> change) =>
    [
        .. graph.Initializers.Values.Where(tensor => tensor.Content is not null).Select(tensor => tensor with
        {
            Content = ExternalEntries.Change(tensor.Content!, (key, value) => key == ExternalEntries.Location ? change(value) : value),
        }),
    ];

    /// <summary>Gets the file that a name in the folder means. A path to elsewhere is none of a link: ONNX Runtime has to judge it.</summary>
    private static string Follow(string folder, string location)
    {
        string file = Path.Combine(folder, Path.GetFileName(location));
        return Path.GetFileName(location) == location && File.Exists(file) && FileLinks.Follow(new FileInfo(file)) is { } target ? target.FullName : file;
    }
}
