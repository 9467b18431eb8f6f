using CsCheck;

namespace HybridInference.LocalModels.Tests;

public sealed class StopSequenceMatcherTests
{
    private static readonly Gen<string> Text = Gen.String[Gen.Char["ab€"], 0, 12];
    private static readonly Gen<string[]> StopSequences = Gen.String[Gen.Char["ab€"], 1, 4].Array[0, 4];

    [Fact]
    public void Append_AnyTextInAnyPieces_EndsWhereTheFirstStopSequenceIsComplete() =>
        Gen.Select(Text.Array[0, 6], StopSequences).Sample((pieces, stopSequences) =>
        {
            var matcher = new StopSequenceMatcher(stopSequences);
            string given = string.Concat(pieces.Select(matcher.Append)) + matcher.Flush();

            string all = string.Concat(pieces);
            int? end = FindEnd(all, stopSequences);
            Assert.Equal(end is not null, matcher.IsMatched);
            Assert.Equal(end is null ? all : all[..end.Value], given);
        });

    [Fact]
    public void Append_AnyText_HoldsBackOnlyTheStartOfAStopSequence() =>
        Gen.Select(Text, StopSequences).Sample((text, stopSequences) =>
        {
            var matcher = new StopSequenceMatcher(stopSequences);
            string given = matcher.Append(text);
            string held = matcher.Flush();

            Assert.True(matcher.IsMatched || text == given + held);
            Assert.True(held.Length == 0 || stopSequences.Any(stop => stop.Length > held.Length && stop.StartsWith(held, StringComparison.Ordinal)));
        });

    /// <summary>Looks, character by character, for the first moment at which a stop sequence is complete.</summary>
    private static int? FindEnd(string text, string[] stopSequences)
    {
        for (int length = 1; length <= text.Length; length++)
        {
            int longest = stopSequences.Where(stop => text[..length].EndsWith(stop, StringComparison.Ordinal)).Select(stop => stop.Length).DefaultIfEmpty().Max();
            if (longest > 0)
            {
                return length - longest;
            }
        }

        return null;
    }
}
