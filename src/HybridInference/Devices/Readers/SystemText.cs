using System.Globalization;

namespace HybridInference;

/// <summary>Reads the small text files in which Linux tells about the machine.</summary>
internal static class SystemText
{
    /// <summary>Reads a file, or gives <see langword="null"/> where there is none or it may not be read.</summary>
    public static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads a file that holds one whole number.</summary>
    public static long? TryReadNumber(string path) =>
        long.TryParse(TryRead(path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>Finds the number in a line such as <c>MemTotal:   24684084 kB</c> or <c>inactive_file 4096</c>.</summary>
    public static long? FindNumber(string text, string name)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is ':' or ' ')
            {
                ReadOnlySpan<char> rest = line[(name.Length + 1)..].Trim();
                int end = rest.IndexOf(' ');
                return long.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
            }
        }

        return null;
    }
}
