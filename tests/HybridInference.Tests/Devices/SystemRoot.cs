namespace HybridInference.Tests.Devices;

/// <summary>A folder that stands for the root of a Linux file system.</summary>
internal sealed class SystemRoot : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hybrid-root-").FullName;

    public SystemRoot With(string file, string text)
    {
        string path = System.IO.Path.Combine(Path, file.TrimStart('/'));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "\n");
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
