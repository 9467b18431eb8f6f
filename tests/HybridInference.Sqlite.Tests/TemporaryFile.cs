namespace HybridInference.Sqlite.Tests;

/// <summary>The path of a SQLite file in a folder of its own, which goes with it.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hybrid-sqlite");

    public string Path => System.IO.Path.Combine(_folder.FullName, "money.db");

    public void Dispose() => _folder.Delete(recursive: true);
}
