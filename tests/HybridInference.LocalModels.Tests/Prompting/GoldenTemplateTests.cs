using System.Text.Json;
using HybridInference.LocalModels.Prompting.Templates;
using HybridInference.LocalModels.Tests.Prompting.Templates;
using HybridInference.LocalModels.Tests.Tokenization;

namespace HybridInference.LocalModels.Tests.Prompting;

/// <summary>Templates of real models, rendered by Jinja2 as transformers sets it up, see the README of the data.</summary>
public class GoldenTemplateTests
{
    [Fact]
    public void Render_GoldenContext_GivesGoldenText()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("templates", "chat-templates.json")));
        JsonElement contexts = document.RootElement.GetProperty("contexts");
        var cases = document.RootElement.GetProperty("models").EnumerateArray().SelectMany(
            model => model.GetProperty("renderings").EnumerateArray(), (model, rendering) => (Model: model, Rendering: rendering));
        Assert.All(cases, golden => Check(golden.Model, contexts, golden.Rendering));
    }

    private static void Check(JsonElement model, JsonElement contexts, JsonElement rendering)
    {
        JsonElement context = contexts.GetProperty(rendering.GetProperty("context").GetString()!);
        string template = model.GetProperty("chat_template").GetString()!;
        using JsonDocument tokens = JsonDocument.Parse(
            $$"""{"bos_token": {{model.GetProperty("bos_token").GetRawText()}}, "eos_token": {{model.GetProperty("eos_token").GetRawText()}} }""");
        if (rendering.TryGetProperty("expected", out JsonElement expected))
        {
            Assert.Equal(expected.GetString(), TemplateText.Render(template, context, tokens.RootElement));
        }
        else
        {
            ChatTemplateException exception =
                Assert.Throws<ChatTemplateException>(() => TemplateText.Render(template, context, tokens.RootElement));
            Assert.Equal(rendering.GetProperty("error").GetString(), $"TemplateError: {exception.Message}");
        }
    }
}
