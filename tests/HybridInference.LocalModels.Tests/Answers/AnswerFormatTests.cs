using System.Text.Json;
using HybridInference.LocalModels.Tests.Tokenization;

namespace HybridInference.LocalModels.Tests.Answers;

/// <summary>The style of real templates and tokenizers.</summary>
public sealed class AnswerFormatTests
{
    [Theory]
    [InlineData("Qwen2.5-Instruct (0.5B..)", "Hermes")]
    [InlineData("Llama-3.2-3B-Instruct", "Llama")]
    [InlineData("Mistral-7B-Instruct-v0.3", "Mistral")]
    [InlineData("Phi-4-mini-instruct", "Phi")]
    [InlineData("gemma-2-2b-it", "Json")]
    [InlineData("Phi-3-mini-4k-instruct", "Json")]
    public void Read_RealTemplate_ChoosesTheStyleOfItsFamily(string model, string style)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("templates", "chat-templates.json")));
        JsonElement found = document.RootElement.GetProperty("models").EnumerateArray().Single(item => item.GetProperty("model").GetString() == model);
        Assert.Equal(style, Answer.Format(found.GetProperty("chat_template").GetString()!).Tools.Name);
    }

    [Fact]
    public void Read_RealTokenizer_TellsTheStyleWhereTheTemplateDoesNot()
    {
        ModelTokenizer tokenizer = ModelTokenizer.Load(SharedData.Find("tokenizers", "qwen3"));
        AnswerFormat format = AnswerFormat.Read("plain", tokenizer);
        Assert.Equal("Hermes", format.Tools.Name);
        Assert.Empty(format.KeptWithTools);
        Assert.Equal("<think>", format.ReasoningOpen);
    }

    [Theory]
    [InlineData("[TOOL_CALLS]", "Mistral")]
    [InlineData("<|tool_call|>", "Phi")]
    [InlineData("<|python_tag|>", "Llama")]
    public void Read_SpecialToken_IsKeptForRequestsWithTools(string token, string style)
    {
        AnswerFormat format = Answer.Format("plain", token);
        Assert.Equal(style, format.Tools.Name);
        Assert.Equal([256], format.KeptWithTools);
        Assert.Empty(format.KeptWithoutTools);
    }
}
