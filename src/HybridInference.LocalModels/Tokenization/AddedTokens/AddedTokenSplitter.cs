using System.Buffers;
using System.Globalization;
using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>Finds added tokens in a text: the leftmost, and of those the longest.</summary>
internal sealed class AddedTokenSplitter
{
    private readonly List<AddedToken> _tokens = [];
    private readonly TextTrie _trie = new();
    private readonly SearchValues<char> _firstCharacters;

    /// <summary>Initializes the splitter with tokens and the text by which each is found.</summary>
    public AddedTokenSplitter(IEnumerable<(AddedToken Token, string Pattern)> tokens)
    {
        HashSet<char> firstCharacters = [];
        foreach ((AddedToken token, string pattern) in tokens.Where(token => token.Pattern.Length > 0))
        {
            _trie.Add(pattern, _tokens.Count);
            _tokens.Add(token);
            firstCharacters.Add(pattern[0]);
        }

        _firstCharacters = SearchValues.Create([.. firstCharacters]);
    }

    /// <summary>Splits a text into added tokens and what lies between them; empty parts are left out.</summary>
    public void Split(ReadOnlySpan<char> text, List<TextSection> sections)
    {
        int sectionStart = 0;
        int position = 0;
        while (FindMatch(text, position) is var (token, start, end))
        {
            position = end;
            if (token.IsSingleWord && !IsSingleWord(text, start, end))
            {
                continue;
            }

            start = token.StripsLeft ? Math.Max(sectionStart, text[..start].TrimEnd().Length) : start;
            end = token.StripsRight ? text.Length - text[end..].TrimStart().Length : end;
            AddText(sections, sectionStart, start);
            AddToken(sections, new TextSection(start, end, token));
            sectionStart = end;
        }

        AddText(sections, sectionStart, text.Length);
    }

    private static void AddText(List<TextSection> sections, int start, int end)
    {
        if (start < end)
        {
            sections.Add(new TextSection(start, end, Token: null));
        }
    }

    // White space that the token before has taken already is no token of its own.
    private static void AddToken(List<TextSection> sections, TextSection section)
    {
        if (section.Start < section.End)
        {
            sections.Add(section);
        }
    }

    private static bool IsSingleWord(ReadOnlySpan<char> text, int start, int end)
    {
        Rune.DecodeLastFromUtf16(text[..start], out Rune before, out _);
        Rune.DecodeFromUtf16(text[end..], out Rune after, out _);
        return (start == 0 || !IsOfWord(before)) && (end == text.Length || !IsOfWord(after));
    }

    private static bool IsOfWord(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        <= UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation => true,
        _ => rune.Value is 0x200C or 0x200D,
    };

    private (AddedToken Token, int Start, int End)? FindMatch(ReadOnlySpan<char> text, int position)
    {
        while (text[position..].IndexOfAny(_firstCharacters) is >= 0 and int offset)
        {
            position += offset;
            if (FindLongest(text, position) is var (token, end))
            {
                return (token, position, end);
            }

            position++;
        }

        return null;
    }

    private (AddedToken Token, int End)? FindLongest(ReadOnlySpan<char> text, int start)
    {
        (AddedToken, int)? longest = null;
        int node = TextTrie.Root;
        for (int i = start; i < text.Length && (node = _trie.Next(node, text[i])) != TextTrie.None; i++)
        {
            if (_trie.Value(node) is not TextTrie.None and int index)
            {
                longest = (_tokens[index], i + 1);
            }
        }

        return longest;
    }
}
