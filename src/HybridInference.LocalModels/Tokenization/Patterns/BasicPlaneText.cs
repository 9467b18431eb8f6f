using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>A text whose characters are replaced by their stand-ins inside the basic plane, one for one.</summary>
internal sealed class BasicPlaneText
{
    private readonly List<int> _offsets;

    /// <summary>Initializes the text.</summary>
    public BasicPlaneText(ReadOnlySpan<char> text, NamedCharacters characters)
    {
        StringBuilder replaced = new(text.Length);
        _offsets = new List<int>(text.Length + 1);
        int offset = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            _offsets.Add(offset);
            replaced.Append(characters.StandIn(rune));
            offset += rune.Utf16SequenceLength;
        }

        _offsets.Add(offset);
        Text = replaced.ToString();
    }

    /// <summary>Gets the text with the stand-ins.</summary>
    public string Text { get; }

    /// <summary>Gets where a position of this text is in the original one.</summary>
    public int Offset(int position) => _offsets[position];
}
