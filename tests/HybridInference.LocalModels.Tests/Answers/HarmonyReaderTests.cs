namespace HybridInference.LocalModels.Tests.Answers;

/// <summary>Answers as gpt-oss writes them, read at once and letter by letter.</summary>
public sealed class HarmonyReaderTests
{
    private const string Analysis = "<|channel|>analysis<|message|>Hm, 2.<|end|><|start|>assistant";
    private const string Call = "<|channel|>commentary to=functions.add <|constrain|>json<|message|>{\"a\": 1, \"b\": \"x\"}<|call|>";
    private const string Read = """add{"a":1,"b":"x"}""";

    [Theory]
    [InlineData("<|channel|>final<|message|>It is 2.<|return|>", "It is 2.")]
    [InlineData("<|channel|>final<|message|>It is 2.", "It is 2.")]
    [InlineData(Analysis + "<|channel|>final<|message|>It is 2.", "(Hm, 2.)|It is 2.")]
    [InlineData(Analysis + "<|channel|>commentary<|message|>I look.<|end|><|start|>assistant" + Call, "(Hm, 2.)|I look.|" + Read)]
    [InlineData("<|channel|>analysis<|message|>never ends ", "(never ends )")]
    [InlineData("No header, 1 < 2.", "No header, 1 < 2.")]
    [InlineData(" <|chan", " <|chan")]
    [InlineData("<|channel|>final", "")]
    [InlineData("<|message|>It is.", "It is.")]
    [InlineData("", "")]
    public void Channels_AreReasoningAndText(string answer, string expected) => Assert.Equal(expected, Answer.Read(Answer.Format("<|channel|>"), answer));

    [Theory]
    [InlineData(Call, Read)]
    [InlineData(Analysis + Call, "(Hm, 2.)|" + Read)]
    [InlineData(" to=functions.now<|channel|>commentary json<|message|>{}<|call|>", "now{}")]
    [InlineData(Call + "<|start|>assistant" + Call, Read + "|" + Read)]
    [InlineData("<|channel|>commentary to=add<|message|>{\"a\": 1, \"b\": \"x\"}", Read)]
    [InlineData("<|channel|>analysis to=functions.now code<|message|>{}", "now{}")]
    [InlineData("<|channel|>commentary to=functions.unknown<|message|>{}", "unknown{}")]
    [InlineData("<|channel|>commentary to=functions.add<|message|>{\"a\": 1", "{\"a\": 1")]
    [InlineData("<|channel|>commentary to=functions.add<|message|>[1]<|call|>", "[1]")]
    [InlineData("<|channel|>commentary to=browser.search<|message|>{}<|call|>", "{}")]
    public void Recipients_AreCalls(string answer, string expected) => Assert.Equal(expected, Answer.Read(Answer.Format("<|channel|>"), answer));

    [Theory]
    [InlineData("<|channel|>commentary to=functions.add <|constrain|>json", "add")]
    [InlineData("<|channel|>commentary to=functions.add up <|constrain|>json", "add up")]
    [InlineData("<|channel|>commentary to=add up", "add up")]
    [InlineData("<|channel|>commentary to=functions.adder <|constrain|>json", "adder")]
    public void ReadTool_NamesWithBlanks_AreFoundWhole(string header, string expected) =>
        Assert.Equal(expected, HarmonyHeader.ReadTool(header, new HashSet<string> { "add", "add up" }));

    [Fact]
    public void NoTools_LeavesACallAsText() =>
        Assert.Equal("{\"a\": 1, \"b\": \"x\"}", Answer.Read(Answer.Format("<|channel|>"), Call, hasTools: false));

    [Fact]
    public void OnlyOneCallAllowed_DropsTheRest() =>
        Assert.Equal(Read, Answer.Read(Answer.Format("<|channel|>"), Call + "<|start|>assistant" + Call, isOneCall: true));

    [Fact]
    public void ReasoningIsNotWanted_IsLeftOut()
    {
        var reader = new HarmonyReader(Answer.Tools, hidesReasoning: true);
        Assert.Equal("Yes.", Answer.Describe(Answer.Read(reader, [Analysis + "<|channel|>final<|message|>Yes."])));
    }

    [Fact]
    public void Text_IsGivenAtOnce()
    {
        var reader = new HarmonyReader(Answer.Tools);
        Assert.Null(reader.Append("<|channel|>"));
        Assert.Null(reader.Append("analysis<|message|>"));
        Assert.Equal("(One)", Answer.Describe(reader.Append("One")!));
        Assert.Equal("( two)", Answer.Describe(reader.Append(" two<|end|>")!));
        Assert.Null(reader.Append("<|start|>assistant<|channel|>final<|message|>"));
        Assert.Equal("Three", Answer.Describe(reader.Append("Three")!));
        Assert.Equal(" four", Answer.Describe(reader.Append(" four")!));
    }

    [Fact]
    public void Append_PromptHasBegunTheText_GoesOnWithIt()
    {
        var reader = new HarmonyReader(Answer.Tools, beginning: AnswerBeginning.Text);
        Assert.Equal(" to=me|(Hm.)", Answer.Describe(Answer.Read(reader, [" to=me", "<|end|><|start|>assistant<|channel|>analysis<|message|>Hm."])));
    }

    [Fact]
    public void Format_SpecialTokens_AreKeptWithToolsAndWithout()
    {
        AnswerFormat format = Answer.Format("plain", "<|channel|>", "<|message|>", "<|end|>");
        Assert.Equal("Harmony", format.Tools.Name);
        Assert.Equal([256, 257, 258], format.KeptWithoutTools.Order());
        Assert.Equal([256, 257, 258], format.KeptWithTools.Order());
        Assert.Equal("<|channel|>final<|message|>", format.AnswerStart);
    }
}
