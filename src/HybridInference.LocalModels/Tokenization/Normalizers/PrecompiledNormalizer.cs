using System.Globalization;
using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>
/// Applies SentencePiece's compiled table of replacements as Hugging Face does: to whole grapheme clusters that are short, else to single
/// characters.
/// </summary>
internal sealed class PrecompiledNormalizer : Normalizer
{
    // Longer clusters are replaced character by character.
    private const int LongestCluster = 5;

    private readonly PrecompiledTrie _trie;
    private readonly byte[] _replacements;

    private PrecompiledNormalizer(PrecompiledTrie trie, byte[] replacements)
    {
        _trie = trie;
        _replacements = replacements;
    }

    /// <summary>Reads a normalizer of type Precompiled: the size of the table, the table, and the replacements.</summary>
    public static PrecompiledNormalizer Read(ModelJson json)
    {
        byte[] map = Convert.FromBase64String(json.String("precompiled_charsmap"));
        int size = map.Length < sizeof(int) ? -1 : BitConverter.ToInt32(map);
        return size >= 0 && size <= map.Length - sizeof(int)
            ? new PrecompiledNormalizer(new PrecompiledTrie(map.AsSpan(sizeof(int), size)), map[(sizeof(int) + size)..])
            : throw json.Error("'precompiled_charsmap' is damaged.");
    }

    /// <inheritdoc/>
    public override string Normalize(string text)
    {
        StringBuilder result = new(text.Length);
        Span<byte> utf8 = stackalloc byte[LongestCluster];
        for (int start = 0, length; start < text.Length; start += length)
        {
            ReadOnlySpan<char> rest = text.AsSpan(start);
            length = StringInfo.GetNextTextElementLength(rest);
            ReadOnlySpan<char> cluster = rest[..length];
            if (!(Encoding.UTF8.TryGetBytes(cluster, utf8, out int bytes) && TryReplace(utf8[..bytes], result)))
            {
                ReplaceCharacters(cluster, result);
            }
        }

        return result.ToString();
    }

    private void ReplaceCharacters(ReadOnlySpan<char> cluster, StringBuilder result)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in cluster.EnumerateRunes())
        {
            if (!TryReplace(utf8[..rune.EncodeToUtf8(utf8)], result))
            {
                result.Append(rune);
            }
        }
    }

    private bool TryReplace(ReadOnlySpan<byte> text, StringBuilder result)
    {
        if (_trie.FindShortestPrefix(text) is not int position || (uint)position >= (uint)_replacements.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> replacement = _replacements.AsSpan(position);
        int end = replacement.IndexOf((byte)0);
        result.Append(Encoding.UTF8.GetString(end < 0 ? replacement : replacement[..end]));
        return true;
    }
}
