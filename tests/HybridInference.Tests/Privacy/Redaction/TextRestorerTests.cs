using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy.Redaction;

/// <summary>Restoring of text: every case whole and in pieces of every size.</summary>
public sealed class TextRestorerTests
{
    private const string Text = "Dear [PERSON_1], [PERSON_11][PERSON_2] and **[PERSON_3]**: [PERSON_12] [PER";

    [Theory]
    [InlineData("[PERSON_1]", "Name1")]
    [InlineData("[PERSON_11]", "Name11")]
    [InlineData("[PERSON_1][PERSON_2]", "Name1Name2")]
    [InlineData("[PERSON_1]1", "Name11")]
    [InlineData("[person_1] [Person_1]", "Name1 Name1")]
    [InlineData("**[PERSON_1]** _[PERSON_1]_", "**Name1** _Name1_")]
    [InlineData(@"\[PERSON_1\]", "Name1")]
    [InlineData(@"[PERSON\_1] \[PERSON\_1\]", "Name1 Name1")]
    [InlineData(@"\\[PERSON\\_1\\]", "Name1")]
    [InlineData(@"C:\[PERSON_1]\docs", @"C:\Name1\docs")]
    [InlineData("`[PERSON_1]`", "`Name1`")]
    [InlineData("[PERSON_1]'s", "Name1's")]
    [InlineData("[ PERSON_1 ] [PERSON_1 ]", "Name1 Name1")]
    [InlineData("［PERSON_1］ ［ＰＥＲＳＯＮ＿１］ 【PERSON_1】", "Name1 Name1 Name1")]
    [InlineData("[[PERSON_1]]", "[Name1]")]
    [InlineData("[[[PERSON_1] [PERSON_1", "[[Name1 [PERSON_1")]
    [InlineData("<email>[PERSON_1]</email>", "<email>Name1</email>")]
    [InlineData("- [PERSON_1]: hello [PERSON_2]", "- Name1: hello Name2")]
    [InlineData("[PERSON_1]: [PERSON_2]", "Name1: Name2")]
    public void Restore_FormOfPlaceholder_IsRestored(string answer, string expected) => AssertRestored(expected, answer);

    [Theory]
    [InlineData("[PERSON_12] [PERSON_0] [PERSON_01] [PERSON_99999999999999999999]")]
    [InlineData("[PERSONNE_1] [PERSON] [PERSON_] [PERSON_1x] [XPERSON_1] PERSON_1 (PERSON_1)")]
    [InlineData("[EMAIL_1]")]
    [InlineData("[   PERSON_1]")]
    [InlineData("[PER")]
    [InlineData("[PERSON_1")]
    [InlineData(@"\")]
    [InlineData(@"\[PERSON_1\")]
    [InlineData("")]
    public void Restore_NoLivePlaceholder_StaysAsItIs(string answer) => AssertRestored(answer, answer);

    [Fact]
    public void Restore_AnySplit_IsTheSame()
    {
        using RedactionMap map = Redacting.Persons(11);
        string expected = "Dear Name1, Name11Name2 and **Name3**: [PERSON_12] [PER";

        for (int first = 0; first <= Text.Length; first++)
        {
            for (int second = first; second <= Text.Length; second++)
            {
                Assert.Equal(expected, Redacting.Stream([Text[..first], Text[first..second], Text[second..]], map));
            }
        }
    }

    [Theory]
    [InlineData("[PERSON_12] and [PERSON_1]", 1)]
    [InlineData("[PERSON_12][PERSON_0][EMAIL_7]", 2)]
    [InlineData("[PERSON_1] [x]", 0)]
    public void UnknownPlaceholders_Answer_AreCounted(string answer, int expected)
    {
        using RedactionMap map = Redacting.Persons(11);
        var whole = new ResponseRestorer(new(), map, null);
        var streaming = new StreamingRestorer(new(), map, null);

        whole.Restore(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer)));
        foreach (char character in answer)
        {
            streaming.Process(new ChatResponseUpdate(ChatRole.Assistant, character.ToString()));
        }

        Assert.Equal(expected, whole.UnknownPlaceholders);
        Assert.Equal(expected, streaming.UnknownPlaceholders);
    }

    [Fact]
    public void Restore_OwnFormat_IsRestored()
    {
        using var map = new RedactionMap(new PlaceholderFormat("{{", "·k7}}", ':'));
        string token = map.Add(PiiCategories.UsSsn, "value").Token;

        Assert.Equal("{{US_SSN:1·k7}}", token);
        Assert.Equal("{value} {{US_SSN:1}}", Redacting.Restore("{" + token + "} {{US_SSN:1}}", map));
        Assert.Equal("{value}", Redacting.Stream(("{" + token).Select(character => character.ToString()).Append("}"), map));
    }

    [Theory]
    [InlineData("", "]", '_')]
    [InlineData("[", "", '_')]
    [InlineData("x", "]", '_')]
    [InlineData("[", "1", '_')]
    [InlineData("[", "]", ' ')]
    [InlineData("\\", "]", '_')]
    public void PlaceholderFormat_PartIsNotASign_Throws(string open, string close, char separator) =>
        Assert.ThrowsAny<ArgumentException>(() => new PlaceholderFormat(open, close, separator));

    private static void AssertRestored(string expected, string answer)
    {
        using RedactionMap map = Redacting.Persons(11);
        Assert.Equal(expected, Redacting.Restore(answer, map));
        Assert.Equal(expected, Redacting.Stream(answer.Select(character => character.ToString()), map));
        Assert.All(Enumerable.Range(0, answer.Length), cut => Assert.Equal(expected, Redacting.Stream([answer[..cut], answer[cut..]], map)));
    }
}
