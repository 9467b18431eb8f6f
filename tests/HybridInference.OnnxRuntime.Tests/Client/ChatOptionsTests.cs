using System.Reflection;
using System.Text.Json.Nodes;
using HybridInference.LocalModels.Tests.Answers;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Every option is honoured or refused: one that the library adds later fails here until a test says which.</summary>
public sealed class ChatOptionsTests
{
    private const string Refused = $"{nameof(OnnxChatClientRefusalTests)}.{nameof(OnnxChatClientRefusalTests.Request_OptionTheEngineLacks_IsRefusedByName)}";
    private const string Ignored = $"{nameof(ChatOptionsTests)}.{nameof(Request_OptionsOfOtherClients_AreIgnored)}";
    private static readonly ChatMessage[] Question = [new(ChatRole.User, ToyFolder.Question)];

    private static readonly Dictionary<string, string> TestOf = new()
    {
        [nameof(ChatOptions.ConversationId)] = Refused,
        [nameof(ChatOptions.ContinuationToken)] = Refused,
        [nameof(ChatOptions.ModelId)] = Ignored,
        [nameof(ChatOptions.RawRepresentationFactory)] = Ignored,
        [nameof(ChatOptions.AllowBackgroundResponses)] = Ignored,
        [nameof(ChatOptions.Instructions)] = $"{nameof(ChatOptionsTests)}.{nameof(Request_InstructionsAndAdditionalProperties_ReachTheTemplate)}",
        [nameof(ChatOptions.AdditionalProperties)] = $"{nameof(ChatOptionsTests)}.{nameof(Request_InstructionsAndAdditionalProperties_ReachTheTemplate)}",
        [nameof(ChatOptions.Temperature)] = $"{nameof(SamplerTests)}.{nameof(SamplerTests.Next_TemperatureOnly_FollowsTheSoftmax)}",
        [nameof(ChatOptions.TopK)] = $"{nameof(SamplerTests)}.{nameof(SamplerTests.Next_TopK_FollowsTheSoftmaxOfTheMostLikely)}",
        [nameof(ChatOptions.TopP)] = $"{nameof(SamplerTests)}.{nameof(SamplerTests.Next_TopP_KeepsTheFewestTokensThatReachIt)}",
        [nameof(ChatOptions.FrequencyPenalty)] = $"{nameof(SamplerTests)}.{nameof(SamplerTests.Next_FrequencyPenalty_CountsTheOutputOnly)}",
        [nameof(ChatOptions.PresencePenalty)] = $"{nameof(SamplerTests)}.{nameof(SamplerTests.Next_PresencePenalty_CountsOnce)}",
        [nameof(ChatOptions.Seed)] = $"{nameof(OnnxChatClientModelTests)}.{nameof(OnnxChatClientModelTests.Response_SameSeed_IsTheSame)}",
        [nameof(ChatOptions.MaxOutputTokens)] = $"{nameof(OnnxChatClientResponseTests)}.{nameof(OnnxChatClientResponseTests.Response_MaxOutputTokens_EndsThereWithReasonLength)}",
        [nameof(ChatOptions.StopSequences)] = $"{nameof(OnnxChatClientTextTests)}.{nameof(OnnxChatClientTextTests.Response_StopSequenceAcrossTokens_EndsBeforeIt)}",
        [nameof(ChatOptions.ResponseFormat)] = $"{nameof(StructuredOutputTests)}.{nameof(StructuredOutputTests.Response_OfAType_IsReadAsThatType)}",
        [nameof(ChatOptions.Tools)] = $"{nameof(OnnxChatClientToolTests)}.{nameof(OnnxChatClientToolTests.Response_Calls_AreContentsWithReasonToolCalls)}",
        [nameof(ChatOptions.ToolMode)] = $"{nameof(OnnxChatClientToolTests)}.{nameof(OnnxChatClientToolTests.Response_CallRequired_IsOneWhateverTheModelWouldSay)}",
        [nameof(ChatOptions.AllowMultipleToolCalls)] = $"{nameof(OnnxChatClientToolTests)}.{nameof(OnnxChatClientToolTests.Response_OneCallAllowed_EndsWithIt)}",
        [nameof(ChatOptions.Reasoning)] = $"{nameof(ChatOptionsTests)}.{nameof(Request_ReasoningEffort_SetsTheVariablesOfTemplates)}",
    };

    [Fact]
    public void Properties_All_HaveATestThatSaysWhatTheyDo()
    {
        Assert.Equal(typeof(ChatOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name).Order(), TestOf.Keys.Order());
        Assert.All(TestOf.Values, test =>
        {
            Type? type = Array.Find(typeof(ChatOptionsTests).Assembly.GetTypes(), type => type.Name == test.Split('.')[0]);
            Assert.NotNull(type?.GetMethod(test.Split('.')[1]));
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_OptionsOfOtherClients_AreIgnored(bool streaming)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("Hi"));
        using OnnxChatClient client = folder.CreateClient();
        var options = new ChatOptions { ModelId = "another", RawRepresentationFactory = _ => new object(), AllowBackgroundResponses = true };

        Assert.Equal("Hi", (await client.AskAsync(streaming, options)).Text);
    }

    [Fact]
    public async Task Request_InstructionsAndAdditionalProperties_ReachTheTemplate()
    {
        using var folder = new ToyFolder();
        const string Template = "{% for message in messages %}{{ message.content }}{% endfor %}{{ mine }}";
        folder.Write("tokenizer_config.json", new JsonObject { ["chat_template"] = Template, ["eos_token"] = "<|end|>" }.ToJsonString());
        using OnnxChatClient client = folder.CreateClient();
        Task<int> CountAsync(ChatOptions options) => client.CountTokensAsync(Question, options, TestContext.Current.CancellationToken);
        int plain = await CountAsync(new ChatOptions());

        Assert.Equal(plain + 5, await CountAsync(new ChatOptions { Instructions = "Brief" }));
        Assert.Equal(plain + 3, await CountAsync(new ChatOptions { AdditionalProperties = new() { ["mine"] = "abc" } }));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(ReasoningEffort.None, "False ")]
    [InlineData(ReasoningEffort.Low, "True low")]
    [InlineData(ReasoningEffort.Medium, "True medium")]
    [InlineData(ReasoningEffort.ExtraHigh, "True high")]
    public void Request_ReasoningEffort_SetsTheVariablesOfTemplates(ReasoningEffort? effort, string expected)
    {
        var options = new ChatOptions { Reasoning = new ReasoningOptions { Effort = effort } };
        IReadOnlyDictionary<string, object?> variables = ChatTemplateInput.From(Question, options).Variables;
        Assert.Equal(expected, effort is null ? "" : $"{variables["enable_thinking"]} {variables.GetValueOrDefault("reasoning_effort")}");

        options.AdditionalProperties = new() { ["enable_thinking"] = "mine" };
        Assert.Equal("mine", ChatTemplateInput.From(Question, options).Variables["enable_thinking"]);
    }

    [Theory]
    [InlineData(false, ReasoningOutput.None, "Yes.")]
    [InlineData(true, ReasoningOutput.None, "Yes.")]
    [InlineData(false, ReasoningOutput.Full, "(Hm.)|Yes.")]
    [InlineData(true, ReasoningOutput.Full, "(Hm.)|Yes.")]
    public async Task Request_ReasoningOutput_IsGivenOrLeftOut(bool streaming, ReasoningOutput output, string expected)
    {
        using ToyFolder folder = ToyFolder.Answering(ChatCalls.Tokens("<think>Hm.</think>Yes."));
        using OnnxChatClient client = folder.CreateClient();
        var options = new ChatOptions { Reasoning = new ReasoningOptions { Output = output } };

        Assert.Equal(expected, Answer.Describe(Assert.Single((await client.AskAsync(streaming, options)).Messages).Contents));
    }
}
