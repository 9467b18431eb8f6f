using System.Collections.Frozen;

namespace HybridInference;

/// <summary>What stands around words with capital letters.</summary>
internal static class NameContext
{
    private const int MaxIntroduction = 3;

    private static readonly FrozenSet<string> Titles =
        "mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam|herr|frau|hr|fr|monsieur|madame|mme|mlle|señor|señora|sr|sra|don|doña|signor|signora|sig|dott|pan|pani|pana|panem|meneer|mevrouw|dhr|mevr|senhor|senhora"
            .Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Introductions =
        "name|named|called|patient|client|employee|customer|signed|sincerely|regards|contact|attn|attention|nazwisko|imię|nom|prénom|nombre|nome|naam|navn|namn|nimi|heiße|heisse|llamo|appelle|chiamo|nazywam"
            .Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> PlaceWords =
        "in|at|from|to|near|via|of|the|through|across|toward|towards|into|visit|visiting|leaving|university|city|town|village|street|en|à|aus|nach|w|z|do|em|en|di|na"
            .Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> OtherEndings =
        "inc|ltd|llc|corp|corporation|gmbh|ag|group|company|co|sp|spółka|oy|ab|as|bv|nv|sa|srl|street|st|avenue|ave|road|rd|lane|ln|drive|boulevard|blvd|university|college|school|hospital|bank|bridge|river|lake|island|park|county|city|airport|hotel"
            .Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsTitle(ReadOnlySpan<char> word) => Contains(Titles, word);

    /// <summary>Whether the words are part of a firm, a street, an address of the web, or a compound with digits.</summary>
    public static bool IsOther(ReadOnlySpan<char> text, int start, int end)
    {
        bool isGlued = start > 0 && text[start - 1] is '@' or '/' or '\\' or '_' or '#' or '.' or '+' or '$' || (end < text.Length && text[end] is '@' or '/' or '\\' or '_' or '(' or '=');
        bool hasNext = TextWords.Next(text, end, out int next, out int nextEnd) && next <= end + 1 && nextEnd > next;
        return isGlued || (hasNext && (char.IsDigit(text[next]) || Contains(OtherEndings, text[next..nextEnd]))) || HasOtherEnding(text[start..end]);
    }

    /// <summary>Whether a title or a word such as "name" stands before, perhaps with "is" or a sign between.</summary>
    public static bool IsIntroduced(ReadOnlySpan<char> text, int start)
    {
        int position = start;
        for (int i = 0; i < MaxIntroduction; i++)
        {
            ReadOnlySpan<char> word = TextWords.Before(text, position, out int wordStart);
            if (word.IsEmpty || text[wordStart..position].Contains('\n'))
            {
                return false;
            }

            if (Contains(i == 0 ? Titles : Introductions, word) || (i == 0 && Contains(Introductions, word)))
            {
                return true;
            }

            position = wordStart;
            if (word is not ("is" or "ist" or "est" or "es" or "è" or "i" or "e" or "is:" or "jest"))
            {
                return false;
            }
        }

        return false;
    }

    public static bool FollowsPlaceWord(ReadOnlySpan<char> text, int start) =>
        Contains(PlaceWords, TextWords.Before(text, start, out int wordStart)) && !text[wordStart..start].Contains('\n');

    /// <summary>Whether the word is the first of a sentence or line.</summary>
    public static bool StartsSentence(ReadOnlySpan<char> text, int start)
    {
        ReadOnlySpan<char> before = text[..start].TrimEnd(" \"'(>*-\t");
        return before.IsEmpty || before[^1] is '.' or '!' or '?' or ':' or '\n' or '\r' or ';' or '…';
    }

    /// <summary>Whether a colon follows, as behind the label of a form, or an ampersand joins the word to another.</summary>
    public static bool IsLabel(ReadOnlySpan<char> text, int start, int end) =>
        text[end..].TrimStart(' ') is [':' or '&' or '|', ..] || text[..start].TrimEnd(' ') is [.., '&'];

    /// <summary>Whether the word is the first of several after a colon: "they: Ann, Bo".</summary>
    public static bool StartsList(ReadOnlySpan<char> text, int start, int end) =>
        end < text.Length && text[end] == ',' && text[..start].TrimEnd(' ') is [.., ':'];

    private static bool HasOtherEnding(ReadOnlySpan<char> name) => Contains(OtherEndings, name[(name.LastIndexOf(' ') + 1)..]);

    private static bool Contains(FrozenSet<string> words, ReadOnlySpan<char> word) => words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
