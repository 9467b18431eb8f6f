using CsCheck;

namespace HybridInference.Tests.Privacy;

/// <summary>The last place of each kind of word is that of the last word that names it.</summary>
public sealed class LastCuesTests
{
    private const Cue All = (Cue)(((int)Cue.Other << 1) - 1);

    private static readonly Gen<(Cue Names, int Start)[]> Words =
        Gen.Select(Gen.Int[1, (int)All], Gen.Int[0, 400]).Array[0, 12].Select(words => words.OrderBy(word => word.Item2).Select(word => ((Cue)word.Item1, word.Item2)).ToArray());

    [Fact]
    public void From_AnyWords_AreTheKindsOfThoseFromThePlaceOn() =>
        Gen.Select(Words, Gen.Int[-50, 450]).Sample((words, place) =>
            Assert.Equal(KindsFrom(words, place), Read(words).From(place)));

    [Fact]
    public void MovedBack_AnyWords_AreTheSameKindsAtPlacesAsMuchEarlier() =>
        Gen.Select(Words, Gen.Int[-50, 450], Gen.Int[0, 400]).Sample((words, place, by) =>
            Assert.Equal(KindsFrom(words, place), Read(words).MovedBack(by).From(place - by)));

    [Fact]
    public void MovedBack_ManyTimes_FindsNoWordsInALongStream()
    {
        LastCues cues = LastCues.None;
        for (int i = 0; i < 10; i++)
        {
            cues = cues.MovedBack(int.MaxValue / 2);
        }

        Assert.Equal(Cue.None, cues.From(-1000));
    }

    private static LastCues Read(IEnumerable<(Cue Names, int Start)> words) =>
        words.Aggregate(LastCues.None, (cues, word) => cues.With(word.Names, word.Start));

    private static Cue KindsFrom(IEnumerable<(Cue Names, int Start)> words, int place) =>
        words.Where(word => word.Start >= place).Aggregate(Cue.None, (kinds, word) => kinds | word.Names);
}
