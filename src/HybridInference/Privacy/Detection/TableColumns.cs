namespace HybridInference;

/// <summary>
/// What the header of a table says about its columns: lines of fields with one delimiter, such as "name,dob,phone" and rows below. A word in the
/// header names the kind of every value in its column, however far below it stands.
/// </summary>
/// <remarks>The header is looked for in the first lines of a text. RFC 4180 for the quotes; tabs, semicolons and the bars of Markdown count as commas do.</remarks>
internal sealed class TableColumns
{
    private const int HeadLength = 768;
    private const int MaxNameLength = 40;
    private const int MinColumns = 3;
    private const int MaxColumns = 64;
    private const int MaxBefore = 320;
    private const int MaxRow = 1024;
    private const string Delimiters = ",;\t|";

    private readonly Cue[] _cues = new Cue[MaxColumns];
    private int _count;
    private char _delimiter;
    private bool _isRead;

    /// <summary>Forgets the table, for a new text.</summary>
    public void Clear() => (_count, _isRead) = (0, false);

    /// <summary>Keeps the table, or that there is none, for a text that begins later.</summary>
    public void MoveBack() => _isRead = true;

    /// <summary>What the header says about the column in which a value starts.</summary>
    public Cue CueOf(ReadOnlySpan<char> text, int start)
    {
        if (!_isRead)
        {
            Read(text[..Math.Min(text.Length, HeadLength)]);
        }

        return _count == 0 ? Cue.None : CueOfField(text, start);
    }

    private Cue CueOfField(ReadOnlySpan<char> text, int start)
    {
        ReadOnlySpan<char> before = text[Math.Max(0, start - MaxBefore)..start];
        int line = before.LastIndexOf('\n') + 1;
        if (line == 0 && start > MaxBefore)
        {
            return Cue.None;
        }

        int column = CountFields(before[line..], _delimiter) - 1;
        int row = start - before.Length + line;
        bool isRow = CountFieldsOfLine(text[row..Math.Min(text.Length, row + MaxRow)], _delimiter) == _count;
        return isRow && column < _count ? _cues[column] : Cue.None;
    }

    private void Read(ReadOnlySpan<char> head)
    {
        _isRead = true;
        foreach (char delimiter in Delimiters)
        {
            if (_count == 0 && head.Count(delimiter) >= 2 * (MinColumns - 1))
            {
                Read(head, delimiter);
            }
        }
    }

    private void Read(ReadOnlySpan<char> head, char delimiter)
    {
        for (int end = head.IndexOf('\n'); end >= 0 && _count == 0; end = head.IndexOf('\n'))
        {
            ReadOnlySpan<char> line = head[..end];
            head = head[(end + 1)..];
            int count = line.Count(delimiter) + 1;
            if (count is >= MinColumns and <= MaxColumns && AreNames(line, delimiter) && CountFieldsOfLine(head, delimiter) == count && HasCues(line, delimiter))
            {
                (_count, _delimiter) = (count, delimiter);
            }
        }
    }

    private static bool AreNames(ReadOnlySpan<char> line, char delimiter)
    {
        foreach (Range field in line.Split(delimiter))
        {
            ReadOnlySpan<char> name = line[field];
            if (name.Length > MaxNameLength || name.ContainsAnyInRange('0', '9') || name.ContainsAny(":!?()"))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads the kinds of the columns.</summary>
    /// <returns>Whether any of them is one of private data.</returns>
    private bool HasCues(ReadOnlySpan<char> line, char delimiter)
    {
        Cue all = Cue.None;
        int column = 0;
        foreach (Range field in line.Split(delimiter))
        {
            all |= _cues[column++] = CueOfName(line[field]);
        }

        return (all & ~Cue.Other) != Cue.None;
    }

    /// <summary>A word for private data counts more than one for what is public, as in "birth_date".</summary>
    private static Cue CueOfName(ReadOnlySpan<char> name)
    {
        Cue cues = Cue.None;
        for (int i = 0; i < name.Length; i++)
        {
            cues |= CueIndex.CueAt(name, i, LetterCode.At(name, i), WordHead.At(name, i), out _);
        }

        return (cues & ~Cue.Other) == Cue.None ? cues : cues & ~Cue.Other;
    }

    private static int CountFieldsOfLine(ReadOnlySpan<char> text, char delimiter)
    {
        int end = text.IndexOf('\n');
        return CountFields(end < 0 ? text : text[..end], delimiter);
    }

    /// <summary>One more than the delimiters outside quotes.</summary>
    private static int CountFields(ReadOnlySpan<char> line, char delimiter)
    {
        int count = 1;
        bool isQuoted = false;
        foreach (char character in line)
        {
            isQuoted ^= character == '"';
            count += character == delimiter && !isQuoted ? 1 : 0;
        }

        return count;
    }
}
