namespace HybridInference.LocalModels.Tests.Answers;

public sealed class ReasoningTests
{
    [Theory]
    [InlineData("<think>\nHm, 2.\n</think>\n\nIt is 2.", "(Hm, 2.)|It is 2.")]
    [InlineData("\n<think>Hm.\n\nSo.</think>It is.", "(Hm.\n\nSo.)|It is.")]
    [InlineData("<think>\n\n</think>\n\nIt is.", "It is.")]
    [InlineData("<think>never ends ", "(never ends)")]
    [InlineData("The tag <think> is HTML.", "The tag <think> is HTML.")]
    [InlineData("a </think> b", "a </think> b")]
    [InlineData("<thin", "<thin")]
    [InlineData("<think>a < b </thin> c</think> d", "(a < b </thin> c)|d")]
    public void Append_Tags_AreReasoningAtTheStart(string answer, string expected)
    {
        Assert.Equal(expected, Answer.Read(Answer.Format("plain"), answer));
        Assert.Equal(expected, Answer.Read(Answer.Format("plain"), answer, hasTools: false));
    }

    [Fact]
    public void Append_PromptHasOpenedTheReasoning_BeginsInIt() =>
        Assert.Equal("(So.)|It is.", Answer.Read(Answer.Format("<think>"), "\nSo.\n</think>\n\nIt is.", isReasoning: true));

    [Fact]
    public void Append_TagIsAToken_CountsAnywhere() =>
        Assert.Equal("First. |(Hm.)|Then.", Answer.Read(Answer.Format("plain", "<think>", "</think>"), "First. <think>Hm.</think> Then."));

    [Fact]
    public void Append_SpecialCallTokenWithinReasoning_EndsIt() =>
        Assert.Equal("(Hm.)|now{}", Answer.Read(Answer.Format("[TOOL_CALLS]", "[TOOL_CALLS]"), "<think>Hm.\n[TOOL_CALLS][{\"name\": \"now\"}]"));

    [Theory]
    [InlineData("[THINK]", "[/THINK]")]
    [InlineData("<|START_THINKING|>", "<|END_THINKING|>")]
    [InlineData("<thought>", "</thought>")]
    [InlineData("◁think▷", "◁/think▷")]
    public void Read_TagsOfTheTemplateOrTheTokens_AreUsed(string open, string close)
    {
        Assert.Equal("(Hm.)|Yes.", Answer.Read(Answer.Format($"{{% set x = '{open}' %}}"), $"{open}Hm.{close}Yes."));
        Assert.Equal("(Hm.)|Yes.", Answer.Read(Answer.Format("plain", open, close), $"{open}Hm.{close}Yes."));
    }

    [Theory]
    [InlineData("<|assistant|>\n<think>\n", true)]
    [InlineData("<|assistant|>\n<think>\n\n</think>\n\n", false)]
    [InlineData("<|assistant|>\n", false)]
    public void IsReasoningOpen_EndOfThePrompt_Tells(string prompt, bool expected) =>
        Assert.Equal(expected, Answer.Format("<think>").IsReasoningOpen(prompt));

    [Fact]
    public void Append_Reasoning_IsGivenAsItArrives()
    {
        var reader = new AnswerReader(Answer.Format("plain").WithoutTools, new HashSet<string>());
        Assert.Null(reader.Append("<think>"));
        Assert.Null(reader.Append("\n"));
        Assert.Equal("(One)", Answer.Describe(reader.Append("One")!));
        Assert.Equal("( two)", Answer.Describe(reader.Append(" two\n</")!));
        Assert.Null(reader.Append("think>\n\n"));
        Assert.Equal("Three", Answer.Describe(reader.Append("Three")!));
    }
}
