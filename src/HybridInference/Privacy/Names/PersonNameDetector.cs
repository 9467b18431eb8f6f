using System.Buffers;

namespace HybridInference;

/// <summary>Finds names of persons by common given names, titles, introducing words and capital letters. Not part of <see cref="PiiDetector"/>: an application adds it.</summary>
/// <remarks>
/// Thread-safe; without state; linear. It knows the given names of a few hundred entries and otherwise goes by capital letters, so it finds
/// some places and firms too, and it is of no use for languages without capital letters. In German, where every noun has one, only listed
/// names and introduced ones count. A trained model behind <see cref="IPiiDetector"/> finds more.
/// </remarks>
public sealed class PersonNameDetector : IPiiDetector
{
    private const double IntroducedScore = 0.8;
    private const double ListedScore = 0.7;
    private const double PairScore = 0.55;
    private const double SingleScore = 0.45;
    private const int MaxWords = 4;

    private static readonly SearchValues<string> NounCapitalizing = SearchValues.Create([" der ", " die ", " das ", " und ", " ist "], StringComparison.Ordinal);

    /// <inheritdoc/>
    public bool RunsLocally => true;

    /// <inheritdoc/>
    public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        bool isShapeTelling = text.IndexOfAny(NounCapitalizing) < 0;
        int position = 0;
        while (TextWords.Next(text, position, out int start, out int end))
        {
            position = end;
            if (NameWord.TryRead(text, start, end, out NameWord first) && !first.IsCommon && !NameContext.IsTitle(text[start..end]))
            {
                int nameEnd = EndOfName(text, first, out int words);
                double score = Score(text, first, nameEnd, words, isShapeTelling);
                position = nameEnd;
                if (score > 0)
                {
                    matches.Add(new PiiMatch(PiiCategories.Person, start, nameEnd - start, score));
                }
            }
        }
    }

    /// <summary>Takes in the words that follow after a single space, initials with their dot among them.</summary>
    private static int EndOfName(ReadOnlySpan<char> text, NameWord first, out int words)
    {
        int end = first.End;
        words = 1;
        while (words < MaxWords && TryReadMore(text, end, out int next))
        {
            end = next;
            words++;
        }

        return end;
    }

    private static bool TryReadMore(ReadOnlySpan<char> text, int position, out int end)
    {
        end = position;
        if (position + 1 >= text.Length || text[position] != ' ' || !char.IsUpper(text[position + 1]) || !TextWords.Next(text, position + 1, out int start, out int next))
        {
            return false;
        }

        if (next - start == 1)
        {
            end = next < text.Length && text[next] == '.' ? next + 1 : next;
            return true;
        }

        bool isName = NameWord.TryRead(text, start, next, out NameWord word) && (!word.IsCommon || word.IsListed);
        end = word.End;
        return isName;
    }

    private static double Score(ReadOnlySpan<char> text, NameWord first, int end, int words, bool isShapeTelling)
    {
        if (NameContext.IsOther(text, first.Start, end))
        {
            return 0;
        }

        if (NameContext.IsIntroduced(text, first.Start))
        {
            return IntroducedScore;
        }

        if (first.IsListed)
        {
            return ListedScore;
        }

        bool isShape = isShapeTelling && !NameContext.FollowsPlaceWord(text, first.Start) && !NameContext.IsLabel(text, first.Start, end);
        return isShape ? ScoreOfShape(text, first, end, words) : 0;
    }

    /// <summary>One word by itself at the start of a sentence may be any word.</summary>
    private static double ScoreOfShape(ReadOnlySpan<char> text, NameWord first, int end, int words)
    {
        bool isAnyWord = NameContext.StartsSentence(text, first.Start) && !NameContext.StartsList(text, first.Start, end);
        return words > 1 ? PairScore : isAnyWord ? 0 : SingleScore;
    }
}
