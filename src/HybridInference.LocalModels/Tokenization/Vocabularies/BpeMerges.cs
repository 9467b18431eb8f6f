using System.Text.Json;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>The pairs of tokens that may be merged, with their rank and the token that they become.</summary>
internal sealed class BpeMerges
{
    // A prime above every id: keys are unique, and their hash codes spread. With the ids in the two halves of the key, all merges of a
    // token with itself would share one hash code.
    private const long KeyFactor = 10_000_019;

    private readonly Dictionary<long, BpeMerge> _merges = [];

    /// <summary>Reads merges written as <c>"a b"</c> or <c>["a", "b"]</c>.</summary>
    public static BpeMerges Read(ModelJson json, Vocabulary vocabulary, int continuingPrefixLength)
    {
        BpeMerges merges = new();
        int rank = 0;
        foreach (ModelJson item in json.Items())
        {
            (string left, string right) = ReadPair(item);
            string merged = left + (right.Length >= continuingPrefixLength ? right[continuingPrefixLength..] : right);
            int leftId = FindToken(item, vocabulary, left);
            int rightId = FindToken(item, vocabulary, right);
            merges._merges[Key(leftId, rightId)] = new BpeMerge(rank++, FindToken(item, vocabulary, merged));
        }

        return merges;
    }

    /// <summary>Gets the merge of two neighbours.</summary>
    public bool TryFind(int left, int right, out BpeMerge merge) => _merges.TryGetValue(Key(left, right), out merge);

    private static long Key(int left, int right) => (left * KeyFactor) + right;

    private static int FindToken(ModelJson json, Vocabulary vocabulary, string token) =>
        vocabulary.Find(token) ?? throw json.Error($"the merges name the token '{token}', which the vocabulary lacks.");

    private static (string Left, string Right) ReadPair(ModelJson item)
    {
        string[] parts = item.Element.ValueKind == JsonValueKind.Array
            ? [.. item.Items().Select(part => part.AsString())]
            : item.AsString().Split(' ');
        return parts.Length == 2 ? (parts[0], parts[1]) : throw item.Error("a merge must name two tokens.");
    }
}
