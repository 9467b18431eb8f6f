using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>Encodes words with a model of type WordPiece. A word of which a part has no token is unknown as a whole.</summary>
internal sealed class WordPieceEncoder(WordPieceModel model) : PieceEncoder
{
    private readonly List<int> _parts = [];

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<char> piece, List<int> ids)
    {
        _parts.Clear();
        int start = IsTooLong(piece) ? -1 : 0;
        while (start >= 0 && start < piece.Length)
        {
            start = AddLongest(piece, start);
        }

        if (start < 0)
        {
            ids.Add(model.UnknownId);
        }
        else
        {
            ids.AddRange(_parts);
        }
    }

    private bool IsTooLong(ReadOnlySpan<char> piece)
    {
        int count = 0;
        foreach (Rune _ in piece.EnumerateRunes())
        {
            count++;
        }

        return count > model.LongestWord;
    }

    // Gets where the token ends, or -1 where none fits.
    private int AddLongest(ReadOnlySpan<char> piece, int start)
    {
        for (int end = piece.Length; end > start; end -= LastLength(piece[start..end]))
        {
            ReadOnlySpan<char> part = piece[start..end];
            if (model.Vocabulary.Find(start > 0 ? string.Concat(model.ContinuingPrefix, part) : part) is int id)
            {
                _parts.Add(id);
                return end;
            }
        }

        return -1;
    }

    private static int LastLength(ReadOnlySpan<char> text)
    {
        Rune.DecodeLastFromUtf16(text, out _, out int length);
        return length;
    }
}
