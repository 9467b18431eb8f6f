namespace HybridInference.Tool;

/// <summary>Scans a file as one text.</summary>
internal static class FileScan
{
    public static IEnumerable<Finding> Run(FileInfo file, double minScore)
    {
        string text = File.ReadAllText(file.FullName);
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
            yield return new Finding(file.ToString(), line, match.Start - lineStart + 1, match.Category, match.Score, match.Start, match.Length, value);
        }
    }
}
