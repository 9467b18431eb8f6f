namespace HybridInference.Tool;

/// <summary>Collects what is found in files. What cannot be read, or is no text, is told and holds up nothing else.</summary>
internal sealed class FindingCollector(double minScore, TextWriter error)
{
    /// <summary>Hidden ones too. A link leads to what is found elsewhere, or round in a circle.</summary>
    private static readonly EnumerationOptions AllButLinks = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Gets whether something could not be read.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Scans a file, or all files under a folder but those of <c>.git</c>.</summary>
    public void AddPath(string path) => AddPath(path, isNamed: true);

    /// <summary>Scans what comes in.</summary>
    public void AddInput(Stream input) => AddText("-", FileScan.Read(input));

    private void AddPath(string path, bool isNamed)
    {
        try
        {
            if (Directory.Exists(path))
            {
                AddFolder(path);
            }
            else if (isNamed || new FileInfo(path).Length > 0) // A pipe or a socket in a folder has no length, and nobody may ever write to it.
            {
                AddText(path, FileScan.Read(path));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            HasFailed = true;
            error.WriteLine(Printable.Of(exception.Message));
        }
    }

    private void AddFolder(string path)
    {
        string[] files = Directory.GetFiles(path, "*", AllButLinks), folders = Directory.GetDirectories(path, "*", AllButLinks);
        Array.Sort(files, StringComparer.Ordinal);
        Array.Sort(folders, StringComparer.Ordinal);
        Array.ForEach(files, file => AddPath(file, isNamed: false));
        Array.ForEach(Array.FindAll(folders, static folder => Path.GetFileName(folder) != ".git"), AddPath);
    }

    private void AddText(string name, string? text)
    {
        if (text is not null)
        {
            _findings.AddRange(FileScan.Scan(name, text, minScore));
        }
        else
        {
            error.WriteLine($"'{Printable.Of(name)}' is no text and was not scanned.");
        }
    }
}
