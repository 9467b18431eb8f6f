namespace HybridInference.DemoModelTrainer.Tokenization;

/// <summary>Learns the merges of a <see cref="BpeTokenizer"/> from sample texts.</summary>
/// <remarks>
/// Only letters are merged, so digits stay single. A space is merged last, and only with whole tokens: a name or an address
/// then has the same tokens with and without a space before it, which makes it easy to copy.
/// </remarks>
internal static class BpeTrainer
{
    private const double WordShare = 0.62;
    private const int MinimumWordCount = 5;

    private static readonly Comparer<KeyValuePair<(string Left, string Right), int>> ByCountThenText =
        Comparer<KeyValuePair<(string Left, string Right), int>>.Create(Compare);

    private static char Space => ByteAlphabet.ToCharacter((byte)' ');

    public static BpeTokenizer Train(IEnumerable<string> texts, int vocabularySize)
    {
        var mergeCount = vocabularySize - 256 - SpecialTokens.All.Count;
        var pieces = CountPieces(texts);
        var merges = LearnWordMerges(pieces, (int)(mergeCount * WordShare));
        merges.AddRange(LearnSpaceMerges(pieces, new BpeTokenizer(merges), mergeCount - merges.Count));
        return new BpeTokenizer(merges);
    }

    private static Dictionary<string, int> CountPieces(IEnumerable<string> texts)
    {
        Dictionary<string, int> counts = [];
        foreach (var piece in texts.SelectMany(PreTokenizer.Split).Where(IsWord))
        {
            counts[piece] = counts.GetValueOrDefault(piece) + 1;
        }

        return counts;
    }

    private static List<(string Left, string Right)> LearnWordMerges(Dictionary<string, int> pieces, int count)
    {
        var words = pieces
            .GroupBy(piece => piece.Key.TrimStart(Space))
            .Select(group => (Parts: group.Key.Select(character => character.ToString()).ToList(), Count: group.Sum(piece => piece.Value)))
            .Where(word => word.Count >= MinimumWordCount)
            .ToList();
        List<(string Left, string Right)> merges = [];
        while (merges.Count < count && FindMostFrequentPair(words) is { } best)
        {
            merges.Add(best);
            words.ForEach(word => Apply(best, word.Parts));
        }

        return merges;
    }

    private static IEnumerable<(string Left, string Right)> LearnSpaceMerges(
        Dictionary<string, int> pieces, BpeTokenizer words, int count) =>
        pieces
            .Where(piece => piece.Key.StartsWith(Space))
            .Select(piece => (Parts: words.EncodePiece(piece.Key), piece.Value))
            .Where(piece => piece.Parts.Count == 2)
            .OrderByDescending(piece => piece.Value)
            .ThenBy(piece => piece.Parts[1], StringComparer.Ordinal)
            .Take(count)
            .Select(piece => (piece.Parts[0], piece.Parts[1]));

    private static (string Left, string Right)? FindMostFrequentPair(List<(List<string> Parts, int Count)> words)
    {
        Dictionary<(string Left, string Right), int> counts = [];
        foreach (var (parts, count) in words)
        {
            for (var i = 0; i + 1 < parts.Count; i++)
            {
                var pair = (parts[i], parts[i + 1]);
                counts[pair] = counts.GetValueOrDefault(pair) + count;
            }
        }

        return counts.Count == 0 ? null : counts.MaxBy(pair => pair, ByCountThenText).Key;
    }

    /// <summary>Decides between equal counts by the text, so that the result does not depend on the order of a dictionary.</summary>
    private static int Compare(KeyValuePair<(string Left, string Right), int> x, KeyValuePair<(string Left, string Right), int> y)
    {
        var byCount = x.Value.CompareTo(y.Value);
        var byLeft = byCount != 0 ? byCount : string.CompareOrdinal(x.Key.Left, y.Key.Left);
        return byLeft != 0 ? byLeft : string.CompareOrdinal(x.Key.Right, y.Key.Right);
    }

    private static void Apply((string Left, string Right) merge, List<string> parts)
    {
        for (var i = 0; i + 1 < parts.Count; i++)
        {
            if (parts[i] == merge.Left && parts[i + 1] == merge.Right)
            {
                parts[i] += parts[i + 1];
                parts.RemoveAt(i + 1);
            }
        }
    }

    private static bool IsWord(string piece) => piece.TrimStart(Space) is { Length: > 0 } word && word.All(char.IsAsciiLetter);
}
