using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>Encodes pieces with a byte-pair model in O(n log n).</summary>
internal sealed class BpeEncoder(BpeModel model) : PieceEncoder
{
    private readonly Vocabulary _vocabulary = model.Vocabulary;
    private readonly List<int> _symbols = [];
    private readonly SymbolChain _chain = new(model.Merges);

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<char> piece, List<int> ids)
    {
        if (model.IgnoresMerges && _vocabulary.Find(piece) is int id)
        {
            ids.Add(id);
            return;
        }

        _symbols.Clear();
        AddSymbols(piece);
        _chain.Merge(_symbols, ids);
    }

    private void AddSymbols(ReadOnlySpan<char> piece)
    {
        int pendingUnknown = 0;
        for (int start = 0, length; start < piece.Length; start += length)
        {
            Rune.DecodeFromUtf16(piece[start..], out _, out length);
            if (FindSymbol(piece, start, length) is int id)
            {
                AddUnknown(ref pendingUnknown);
                _symbols.Add(id);
            }
            else if (!(model.HasByteFallback && _vocabulary.TryAddBytes(piece.Slice(start, length), _symbols)))
            {
                pendingUnknown++;
            }
        }

        AddUnknown(ref pendingUnknown);
    }

    private void AddUnknown(ref int count)
    {
        if (model.UnknownId is int unknown && count > 0)
        {
            _symbols.AddRange(Enumerable.Repeat(unknown, model.FusesUnknown ? 1 : count));
        }

        count = 0;
    }

    private int? FindSymbol(ReadOnlySpan<char> piece, int start, int length)
    {
        string prefix = start > 0 ? model.ContinuingPrefix : "";
        string suffix = start + length == piece.Length ? model.EndSuffix : "";
        ReadOnlySpan<char> character = piece.Slice(start, length);
        return prefix.Length + suffix.Length == 0
            ? _vocabulary.Find(character)
            : _vocabulary.Find(string.Concat(prefix, character, suffix));
    }
}
