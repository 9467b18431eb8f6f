using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>Encodes pieces with a unigram model: Viterbi's algorithm, linear in the length of the piece.</summary>
internal sealed class UnigramEncoder(UnigramModel model) : PieceEncoder
{
    private const int NotReached = -1;
    private const int NoToken = -1;

    private readonly List<UnigramNode> _tokens = [];
    private UnigramNode[] _best = [];

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<char> piece, List<int> ids)
    {
        Reset(piece.Length);
        for (int start = 0, length; start < piece.Length; start += length)
        {
            Rune.DecodeFromUtf16(piece[start..], out _, out length);
            if (!TryTokens(piece, start, length))
            {
                Reach(start, start + length, model.UnknownId ?? NoToken, model.UnknownScore);
            }
        }

        TraceBack(piece.Length);
        foreach (UnigramNode token in _tokens)
        {
            AddToken(piece[token.Start..token.End], ids);
        }
    }

    private static InvalidOperationException NoUnknown() =>
        new("The text has a character that is not in the tokenizer's vocabulary, and the vocabulary has no unknown token.");

    private void Reset(int length)
    {
        if (_best.Length <= length)
        {
            _best = new UnigramNode[Math.Max(length + 1, 2 * _best.Length)];
        }

        _best.AsSpan(0, length + 1).Fill(new UnigramNode(NotReached, 0, 0, 0));
    }

    // Tries all tokens that begin at the start; returns whether one of them is the first character alone.
    private bool TryTokens(ReadOnlySpan<char> piece, int start, int characterLength)
    {
        bool hasCharacter = false;
        int node = TextTrie.Root;
        for (int i = start; i < piece.Length && (node = model.Tokens.Next(node, piece[i])) != TextTrie.None; i++)
        {
            if (model.Tokens.Value(node) is not TextTrie.None and int id)
            {
                Reach(start, i + 1, id, model.Scores[id]);
                hasCharacter |= i + 1 - start == characterLength;
            }
        }

        return hasCharacter;
    }

    private void Reach(int start, int end, int id, double score)
    {
        double total = score + _best[start].Score;
        if (_best[end].Start == NotReached || total > _best[end].Score)
        {
            _best[end] = new UnigramNode(start, end, id, total);
        }
    }

    // Neighbouring unknown characters become one token.
    private void TraceBack(int length)
    {
        _tokens.Clear();
        for (int end = length; end > 0; end = _best[end].Start)
        {
            UnigramNode node = _best[end];
            if (node.Id == model.UnknownId && _tokens.Count > 0 && _tokens[^1].Id == model.UnknownId)
            {
                _tokens[^1] = _tokens[^1] with { Start = node.Start };
            }
            else
            {
                _tokens.Add(node);
            }
        }

        _tokens.Reverse();
    }

    private void AddToken(ReadOnlySpan<char> text, List<int> ids)
    {
        if (model.Vocabulary.Find(text) is int id)
        {
            ids.Add(id);
        }
        else if (!(model.HasByteFallback && model.Vocabulary.TryAddBytes(text, ids)))
        {
            ids.Add(model.UnknownId ?? throw NoUnknown());
        }
    }
}
