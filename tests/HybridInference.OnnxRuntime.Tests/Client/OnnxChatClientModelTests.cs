using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>The client on real model folders, from messages to text.</summary>
public sealed class OnnxChatClientModelTests
{
    public static TheoryData<string, bool> ReferenceModels => Combine("tiny-gqa-fp32", "tiny-gqa-int4", "tiny-gqa-fp16kv", "tiny-gqa-fp32-pruned");

    public static TheoryData<string, bool> SomeModels => Combine(ModelFolders.Demo, "tiny-gqa-int4");

    [Theory]
    [MemberData(nameof(ReferenceModels))]
    public async Task Response_Greedy_IsTheTextOfTheReferenceEngine(string name, bool streaming)
    {
        string path = ModelFolders.Require(name);
        ModelTokenizer tokenizer = ModelTokenizer.Load(path);
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = path });
        GoldenCase golden = GoldenCase.Load(name)[0];
        ChatMessage[] messages = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hello there")];

        ChatResponse response = await client.AskAsync(streaming, messages, new ChatOptions { MaxOutputTokens = golden.GreedyIds.Length });

        Assert.Equal(golden.PromptIds.Length, response.Usage?.InputTokenCount);
        Assert.Equal(golden.GreedyIds.Length, response.Usage?.OutputTokenCount);
        Assert.Equal(tokenizer.Decode(golden.GreedyIds), response.Text);
        Assert.Equal(name, response.ModelId);
    }

    [Theory]
    [MemberData(nameof(SomeModels))]
    public async Task Response_SameSeed_IsTheSame(string name, bool streaming)
    {
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = ModelFolders.Require(name) });

        Assert.Equal(await AskAsync(1), await AskAsync(1));
        Assert.NotEqual(await AskAsync(1), await AskAsync(2));

        async Task<string> AskAsync(long seed) =>
            (await client.AskAsync(streaming, new ChatOptions { Temperature = 8, Seed = seed, MaxOutputTokens = 40 })).Text;
    }

    [Theory]
    [MemberData(nameof(SomeModels))]
    public async Task Response_StopSequenceFromTheAnswer_CutsItThere(string name, bool streaming)
    {
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = ModelFolders.Require(name), MaxOutputTokens = 40 });
        string whole = (await client.AskAsync(streaming)).Text;
        Assert.SkipUnless(whole.Length > 12, "The answer is too short to cut.");
        string stop = whole[6..10];

        ChatResponse response = await client.AskAsync(streaming, new ChatOptions { StopSequences = [stop] });

        Assert.Equal(whole[..whole.IndexOf(stop, StringComparison.Ordinal)], response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Theory]
    [MemberData(nameof(SomeModels))]
    public async Task Requests_EightAtOnce_AnswerAsOneAfterTheOther(string name, bool streaming)
    {
        using var client = new OnnxChatClient(new OnnxChatClientOptions { ModelPath = ModelFolders.Require(name), MaxOutputTokens = 20 });
        string[] questions = [.. Enumerable.Range(0, 8).Select(i => $"Question {i * i}?")];

        ChatResponse[] together = await Task.WhenAll(questions.Select(question => client.AskAsync(streaming, question: question)));

        for (int i = 0; i < questions.Length; i++)
        {
            Assert.Equal((await client.AskAsync(streaming, question: questions[i])).Text, together[i].Text);
        }
    }

    private static TheoryData<string, bool> Combine(params string[] names)
    {
        var data = new TheoryData<string, bool>();
        foreach (string name in names)
        {
            data.Add(name, false);
            data.Add(name, true);
        }

        return data;
    }
}
