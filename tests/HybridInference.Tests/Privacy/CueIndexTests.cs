using System.Globalization;
using CsCheck;

namespace HybridInference.Tests.Privacy;

/// <summary>The index finds every word that names a kind of data, and no other.</summary>
public sealed class CueIndexTests
{
    private static readonly CueEntry[] Entries = [.. CueWords.Lists.SelectMany(list => CueEntry.ReadAll(list.Cue, list.Words))];

    private static readonly string[] Endings = ["", " ", "s", ": x", "12345678", "é", "_id number"];

    private static readonly Gen<string> Texts = Gen.Select(Gen.Int[0, Entries.Length - 1], Gen.Int[0, 3], Gen.Int[0, Endings.Length - 1])
        .Select((entry, form, ending) => Written(Entries[entry].Word.ToString(), form) + Endings[ending]);

    [Fact]
    public void CueAt_AnyWordInAnyCase_NamesTheKindsOfTheLongestWord() =>
        Texts.Sample(text => Assert.Equal(Longest(text), CueIndex.CueAtStart(text)));

    [Fact]
    public void ReadAll_EveryList_GivesItsWords() =>
        Assert.All(CueWords.Lists, list =>
            Assert.Equal(list.Words.Split('|'), CueEntry.ReadAll(list.Cue, list.Words).Select(entry => entry.Word.ToString() + (entry.IsPrefix ? "*" : ""))));

    [Fact]
    public void SchemeCues_EveryWord_StandsAtThePlaceOfItsLetters() =>
        Assert.All(IdentifierSchemes.Cues(), cue =>
        {
            string text = cue.Word.ToUpperInvariant() + " 1";
            ulong head = WordHead.At(text, 0);
            (int first, int end) = CueIndex.SchemeCues.PlaceOf(LetterCode.At(text, 0));
            bool isFound = false;
            for (int index = CueIndex.SchemeCues.Next(first, end, head); index < end; index = CueIndex.SchemeCues.Next(index + 1, end, head))
            {
                isFound |= CueIndex.SchemeCues[index].Word == cue.Word;
            }

            Assert.True(isFound, cue.Word);
        });

    private static string Written(string word, int form) => form switch
    {
        0 => word,
        1 => word.ToUpperInvariant(),
        2 => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word),
        _ => word[..^1],
    };

    private static Cue Longest(string text)
    {
        CueEntry[] standing = [.. Entries.Where(entry => entry.IsAt(text, 0))];
        int longest = standing.Length == 0 ? 0 : standing.Max(entry => entry.Length);
        return standing.Where(entry => entry.Length == longest).Aggregate(Cue.None, (cues, entry) => cues | entry.Cue);
    }
}
