using System.Buffers;
using System.Text;
using HybridInference.LocalModels.Tokenization;

namespace HybridInference.LocalModels;

/// <summary>Finds tokens in texts, also those that overlap. Thread-safe.</summary>
internal sealed class TokenOccurrences
{
    private readonly TextTrie _trie = new();
    private readonly SearchValues<char> _firstCharacters;

    /// <param name="tokens">The tokens; those of one character are left out, as nothing can be put within them.</param>
    public TokenOccurrences(IEnumerable<string> tokens)
    {
        HashSet<char> firstCharacters = [];
        foreach (string token in tokens.Where(token => token.Length > FirstLength(token)))
        {
            _trie.Add(token, value: 0);
            firstCharacters.Add(token[0]);
        }

        _firstCharacters = SearchValues.Create([.. firstCharacters]);
    }

    /// <summary>Gets whether a text has one of the tokens.</summary>
    public bool AreIn(string text) => Next(text, 0) >= 0;

    /// <summary>Puts a mark after the first character of every token in a text.</summary>
    public string Split(string text, char mark)
    {
        int start = Next(text, 0);
        if (start < 0)
        {
            return text;
        }

        var marked = new StringBuilder(text.Length + 1);
        int copied = 0;
        for (; start >= 0; start = Next(text, start + 1))
        {
            int end = start + FirstLength(text.AsSpan(start));
            marked.Append(text, copied, end - copied).Append(mark);
            copied = end;
        }

        return marked.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Puts a mark after every character of a text.</summary>
    public static string SplitEverywhere(string text, char mark)
    {
        var marked = new StringBuilder(2 * text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            marked.Append(rune.ToString()).Append(mark);
        }

        return marked.ToString();
    }

    private static int FirstLength(ReadOnlySpan<char> text)
    {
        Rune.DecodeFromUtf16(text, out _, out int length);
        return length;
    }

    private int Next(string text, int position)
    {
        while (text.AsSpan(position).IndexOfAny(_firstCharacters) is >= 0 and int offset)
        {
            position += offset;
            if (IsTokenAt(text, position))
            {
                return position;
            }

            position++;
        }

        return -1;
    }

    private bool IsTokenAt(string text, int start)
    {
        int node = TextTrie.Root;
        for (int i = start; i < text.Length && (node = _trie.Next(node, text[i])) != TextTrie.None; i++)
        {
            if (_trie.Value(node) != TextTrie.None)
            {
                return true;
            }
        }

        return false;
    }
}
