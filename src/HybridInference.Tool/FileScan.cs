using System.Text;

namespace HybridInference.Tool;

/// <summary>Scans a file as one text.</summary>
internal static class FileScan
{
    /// <summary>Where a zero byte says that a file is no text, unless it is one of UTF-16 or UTF-32.</summary>
    private const int Beginning = 8000;

    /// <summary>One byte in as many of mostly Latin text in UTF-16 is zero at the least; other files have theirs in odd and even places.</summary>
    private const int BytesForAZero = 4;

    /// <summary>Reads a file, or what stands for one, such as a pipe; <see langword="null"/> when it is no text.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static string? Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Read(file);
    }

    /// <inheritdoc cref="Read(string)"/>
    public static string? Read(Stream file)
    {
        var bytes = new byte[Beginning];
        Span<byte> beginning = bytes.AsSpan(0, file.ReadAtLeast(bytes, Beginning, throwOnEndOfStream: false));
        if (EncodingOf(beginning) is not { } encoding)
        {
            return null;
        }

        using var reader = new StreamReader(Restart(file, beginning), encoding);
        return reader.ReadToEnd();
    }

    /// <summary>Tells how a text is written when no mark at its beginning does.</summary>
    private static Encoding? EncodingOf(ReadOnlySpan<byte> beginning)
    {
        bool isMarked = beginning is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..];
        if (isMarked || !beginning.Contains((byte)0))
        {
            return Encoding.UTF8;
        }

        int zeros = beginning.Count((byte)0);
        int odd = 0;
        for (int i = 1; i < beginning.Length; i += 2)
        {
            odd += beginning[i] == 0 ? 1 : 0;
        }

        bool isWide = beginning.Length % 2 == 0 && zeros * BytesForAZero >= beginning.Length;
        return isWide && odd == zeros ? Encoding.Unicode : isWide && odd == 0 ? Encoding.BigEndianUnicode : null;
    }

    /// <summary>Goes back to the beginning, which a pipe cannot.</summary>
    private static Stream Restart(Stream file, ReadOnlySpan<byte> beginning)
    {
        if (file.CanSeek)
        {
            file.Position = 0;
            return file;
        }

        var whole = new MemoryStream();
        whole.Write(beginning);
        file.CopyTo(whole);
        whole.Position = 0;
        return whole;
    }

    /// <summary>Finds what is private in a text.</summary>
    /// <param name="name">The name for the findings.</param>
    /// <param name="text">The text.</param>
    /// <param name="minScore">The least score of a finding.</param>
    public static IEnumerable<Finding> Scan(string name, string text, double minScore)
    {
        var matches = new List<PiiMatch>();
        PiiDetector.Default.Detect(text, matches);
        int line = 1;
        int lineStart = 0;
        int position = 0;
        foreach (PiiMatch match in matches.Where(match => match.Score >= minScore))
        {
            for (; position < match.Start; position++)
            {
                if (text[position] == '\n')
                {
                    line++;
                    lineStart = position + 1;
                }
            }

            string value = text.Substring(match.Start, match.Length);
            yield return new Finding(name, line, match.Start - lineStart + 1, match.Category, match.Score, match.Start, match.Length, value);
        }
    }
}
