using System.Text;

namespace HybridInference.DemoModelTrainer.Tokenization;

/// <summary>A byte-level byte-pair encoder: 256 bytes, then one token for each merge, then the special tokens.</summary>
internal sealed class BpeTokenizer
{
    private readonly Dictionary<(string Left, string Right), int> _ranks = [];
    private readonly Dictionary<string, int> _ids = [];
    private readonly List<string> _tokens = [];
    private readonly Dictionary<string, int[]> _cache = [];

    public BpeTokenizer(IReadOnlyList<(string Left, string Right)> merges)
    {
        Merges = merges;
        for (var value = 0; value < 256; value++)
        {
            AddToken(ByteAlphabet.ToCharacter((byte)value).ToString());
        }

        foreach (var merge in merges)
        {
            _ranks.Add(merge, _ranks.Count);
            AddToken(merge.Left + merge.Right);
        }

        foreach (var token in SpecialTokens.All)
        {
            AddToken(token);
        }
    }

    /// <summary>The merges, the first one to apply first.</summary>
    public IReadOnlyList<(string Left, string Right)> Merges { get; }

    /// <summary>Every token in the order of its id.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    public int TurnStart => _ids[SpecialTokens.TurnStart];

    public int TurnEnd => _ids[SpecialTokens.TurnEnd];

    public int EndOfText => _ids[SpecialTokens.EndOfText];

    /// <summary>Encodes text that has no special tokens in it.</summary>
    /// <remarks>Not thread safe: pieces are cached.</remarks>
    public List<int> Encode(string text)
    {
        List<int> ids = [];
        foreach (var piece in PreTokenizer.Split(text))
        {
            if (!_cache.TryGetValue(piece, out var encoded))
            {
                encoded = [.. EncodePiece(piece).Select(token => _ids[token])];
                _cache[piece] = encoded;
            }

            ids.AddRange(encoded);
        }

        return ids;
    }

    /// <summary>The text of the tokens; special tokens have none.</summary>
    public string Decode(IEnumerable<int> ids)
    {
        var bytes = ids.Where(id => id < _tokens.Count - SpecialTokens.All.Count).SelectMany(id => _tokens[id]).Select(ByteAlphabet.ToByte);
        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>Merges the pieces of a word, the pair with the lowest rank first.</summary>
    public List<string> EncodePiece(string piece)
    {
        List<string> parts = [.. piece.Select(character => character.ToString())];
        while (FindBestPair(parts) is { } best)
        {
            parts[best] += parts[best + 1];
            parts.RemoveAt(best + 1);
        }

        return parts;
    }

    private int? FindBestPair(List<string> parts)
    {
        int? best = null;
        var bestRank = int.MaxValue;
        for (var i = 0; i + 1 < parts.Count; i++)
        {
            if (_ranks.TryGetValue((parts[i], parts[i + 1]), out var rank) && rank < bestRank)
            {
                (best, bestRank) = (i, rank);
            }
        }

        return best;
    }

    private void AddToken(string token)
    {
        _ids.Add(token, _tokens.Count);
        _tokens.Add(token);
    }
}
