namespace HybridInference.Tool;

/// <summary>Collects what is found in files. One that cannot be read, or is no text, is told and holds up none of the others.</summary>
internal sealed class FindingCollector(double minScore, TextWriter error)
{
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Gets whether something could not be read.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Scans a file, or all files under a folder.</summary>
    public void AddPath(string path)
    {
        try
        {
            foreach (string file in ScannedPaths.FilesOf(path))
            {
                AddFile(file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception);
        }
    }

    /// <summary>Scans a text.</summary>
    public void AddText(string name, string text) => _findings.AddRange(FileScan.Scan(name, text, minScore));

    private void AddFile(string file)
    {
        try
        {
            if (FileScan.Read(file) is { } text)
            {
                AddText(file, text);
            }
            else
            {
                error.WriteLine($"'{file}' is no text and was not scanned.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception);
        }
    }

    private void Fail(Exception exception)
    {
        HasFailed = true;
        error.WriteLine(exception.Message);
    }
}
