namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>A set of Unicode characters as ranges of code points, in order and apart from each other.</summary>
internal sealed class CodePoints
{
    private const int Last = 0x10FFFF;

    public static readonly CodePoints None = new([]);

    public static readonly CodePoints All = Range(0, Last);

    private CodePoints(IReadOnlyList<(int First, int Last)> ranges)
    {
        Ranges = ranges;
    }

    public IReadOnlyList<(int First, int Last)> Ranges { get; }

    public static CodePoints Of(params ReadOnlySpan<char> characters)
    {
        CodePoints set = None;
        foreach (char character in characters)
        {
            set = set.Union(Range(character, character));
        }

        return set;
    }

    public static CodePoints Range(int first, int last) => new([(first, last)]);

    public CodePoints Union(CodePoints other)
    {
        var ranges = new List<(int First, int Last)>();
        foreach ((int first, int last) in Ranges.Concat(other.Ranges).Order())
        {
            if (ranges.Count > 0 && first <= ranges[^1].Last + 1)
            {
                ranges[^1] = (ranges[^1].First, Math.Max(ranges[^1].Last, last));
            }
            else
            {
                ranges.Add((first, last));
            }
        }

        return new CodePoints(ranges);
    }

    public CodePoints Complement()
    {
        var ranges = new List<(int, int)>();
        int next = 0;
        foreach ((int first, int last) in Ranges)
        {
            if (next < first)
            {
                ranges.Add((next, first - 1));
            }

            next = last + 1;
        }

        if (next <= Last)
        {
            ranges.Add((next, Last));
        }

        return new CodePoints(ranges);
    }

    public CodePoints Except(CodePoints other) => Complement().Union(other).Complement();

    public CodePoints Intersect(CodePoints other) => Complement().Union(other.Complement()).Complement();
}
