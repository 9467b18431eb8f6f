namespace HybridInference.LocalModels.Tests.Answers;

/// <summary>Calls as Qwen3-Coder writes them, read at once and letter by letter.</summary>
public sealed class XmlToolCallTests
{
    private const string Call = "<function=add>\n<parameter=a>\n1\n</parameter>\n<parameter=b>\nx\n</parameter>\n</function>";
    private const string Read = """add{"a":1,"b":"x"}""";

    [Theory]
    [InlineData("<tool_call>\n" + Call + "\n</tool_call>", Read)]
    [InlineData("Wait.\n<tool_call>\n" + Call + "\n</tool_call>", "Wait.\n|" + Read)]
    [InlineData("<tool_call>\n" + Call + "\n</tool_call>\n<tool_call>\n<function=now>\n</function>\n</tool_call>", Read + "|now{}")]
    [InlineData("<tool_call>" + Call + Call + "</tool_call>", Read + "|" + Read)]
    [InlineData("<tool_call>" + Call, Read)]
    [InlineData("<tool_call><function=now></function></tool_call>Done.", "now{}|Done.")]
    [InlineData("<think>\nWhich?\n</think>\n\n<tool_call>\n" + Call + "\n</tool_call>", "(Which?)|" + Read)]
    [InlineData("<tool_call>\n<function=unknown>\n<parameter=a>\n1\n</parameter>\n</function>\n</tool_call>", """unknown{"a":"1"}""")]
    public void Calls_AreRead(string answer, string expected) => Assert.Equal(expected, Answer.Read(Answer.Format("<tool_call>"), answer));

    [Theory]
    [InlineData("a", "12", "12")]
    [InlineData("a", "twelve", "\"twelve\"")]
    [InlineData("a", "None", "null")]
    [InlineData("b", "12", "\"12\"")]
    [InlineData("b", "null", "\"null\"")]
    [InlineData("b", "\n  two\nlines \n", "\"\\n  two\\nlines \\n\"")]
    [InlineData("b", "", "\"\"")]
    [InlineData("c", "null", "null")]
    [InlineData("c", "None", "null")]
    [InlineData("c", "true", "\"true\"")]
    [InlineData("d", "True", "true")]
    [InlineData("d", "[1, {\"x\": 2}]", "[1, {\"x\": 2}]")]
    [InlineData("d", "[1,", "\"[1,\"")]
    [InlineData("e", "1", "\"1\"")]
    public void Arguments_HaveTheTypesOfTheSchema(string name, string value, string expected)
    {
        string read = Answer.Read(Answer.Format("<tool_call>"), $"<tool_call><function=add><parameter={name}>\n{value}\n</parameter></function></tool_call>");

        Assert.Equal($"add{{\"{name}\":{expected.Replace(" {", "{", StringComparison.Ordinal).Replace(": ", ":", StringComparison.Ordinal)}}}", read);
    }

    [Theory]
    [InlineData("<tool_call><function=add><parameter=a>1</parameter>")]
    [InlineData("<tool_call><function=add><parameter=a>1</parameter></functio")]
    [InlineData("<tool_call><function=add><parameter=a>1")]
    [InlineData("<tool_call><function=add><paramete")]
    [InlineData("<tool_call><function=add>text</function></tool_call>")]
    [InlineData("<tool_call><function=></function></tool_call>")]
    [InlineData("<tool_call><function=a\nb></function></tool_call>")]
    [InlineData("<tool_call><function")]
    [InlineData("<tool_call><function=add")]
    [InlineData("<function=add></function>")]
    public void WhatIsNoCall_IsTextToTheLetter(string answer) => Assert.Equal(answer, Answer.Read(Answer.Format("<tool_call>"), answer));

    [Fact]
    public void LongValue_IsReadInTimeThatGrowsWithIt()
    {
        string value = new('x', 100_000);
        string answer = $"<tool_call><function=add><parameter=b>{value}</parameter></function></tool_call>";

        Assert.Equal($"add{{\"b\":\"{value}\"}}", Answer.Describe(Answer.Read(
            Answer.Format("<tool_call>").CreateReader(Answer.Options(), AnswerBeginning.Anything), answer.Chunk(4).Select(chunk => new string(chunk)))));
    }
}
