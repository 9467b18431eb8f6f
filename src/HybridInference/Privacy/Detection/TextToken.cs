namespace HybridInference;

/// <summary>An unbroken run of letters, digits, '_', '-' and '.' around a digit.</summary>
internal readonly ref struct TextToken
{
    public TextToken(ReadOnlySpan<char> text, int position, int floor)
    {
        Text = text;
        Start = text[floor..position].LastIndexOfAnyExcept(CharacterSets.Token) + 1 + floor;
        int length = text[position..].IndexOfAnyExcept(CharacterSets.Token);
        End = length < 0 ? text.Length : position + length;
    }

    public ReadOnlySpan<char> Text { get; }

    public int Start { get; }

    public int End { get; }

    public ReadOnlySpan<char> Value => Text[Start..End];

    public PiiMatch Match(string category, int length, double score) => new(category, Start, length, score);
}
