namespace HybridInference.LocalModels.Tokenization;

/// <summary>Splits at a pattern.</summary>
internal sealed class SplitPreTokenizer(TextPattern pattern, SplitBehavior behavior, bool isInverted) : PreTokenizer
{
    /// <summary>Reads a pre-tokenizer of type Split.</summary>
    public static SplitPreTokenizer Read(ModelJson json) =>
        new(TextPattern.Read(json["pattern"]), ReadBehavior(json, "Removed"), json.Boolean("invert", absent: false));

    /// <summary>Reads the <c>behavior</c> member.</summary>
    public static SplitBehavior ReadBehavior(ModelJson json, string absent)
    {
        string name = json.OptionalString("behavior") ?? absent;
        return Enum.TryParse(name, out SplitBehavior behavior) ? behavior : throw json.Error($"the split behavior '{name}' is not known.");
    }

    /// <inheritdoc/>
    public override List<TextPiece> Split(List<TextPiece> pieces)
    {
        List<TextPiece> result = [];
        List<PatternPart> parts = [];
        foreach (TextPiece piece in pieces)
        {
            parts.Clear();
            pattern.FindParts(piece.Text.Span, parts);
            AddPieces(piece, parts, result);
        }

        return result;
    }

    private void AddPieces(TextPiece piece, List<PatternPart> parts, List<TextPiece> result)
    {
        for (int i = 0; i < parts.Count;)
        {
            int end = FindEnd(parts, i);
            int start = parts[i].Start;
            if (!(behavior == SplitBehavior.Removed && IsMatch(parts[i])) && parts[end - 1].End > start)
            {
                result.Add(piece.Slice(start, parts[end - 1].End));
            }

            i = end;
        }
    }

    // The index after the last part that belongs to one piece with the part at the start.
    private int FindEnd(List<PatternPart> parts, int start)
    {
        int end = start + 1;
        while (end < parts.Count && Joins(parts, start, end))
        {
            end++;
        }

        return end;
    }

    private bool Joins(List<PatternPart> parts, int start, int end)
    {
        bool previous = IsMatch(parts[end - 1]);
        bool current = IsMatch(parts[end]);
        return behavior switch
        {
            SplitBehavior.Contiguous => previous == current,
            SplitBehavior.MergedWithPrevious => current && !previous && end == start + 1,
            SplitBehavior.MergedWithNext => previous && !current && end == start + 1,
            _ => false,
        };
    }

    private bool IsMatch(PatternPart part) => part.IsMatch != isInverted;
}
