using System.Text.Json;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Requests that end with a message of the assistant, which the answer goes on with.</summary>
public sealed class ContinuedAnswerTests
{
    private const string Template = "{% for m in messages %}[{{ m.role }}]{{ m.content | trim }}[end]{% endfor %}{% if add_generation_prompt %}[assistant]{% endif %}";

    private static readonly ChatMessage[] Begun = [new(ChatRole.User, "x"), new(ChatRole.Assistant, "Half ")];

    /// <summary>A prompt of the same length as that of <see cref="Begun"/>, as the toy answers by the length of its prompt.</summary>
    private static readonly ChatMessage[] AsLong = [new(ChatRole.User, "xHalf_")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_LastMessageIsTheAssistants_GoesOnWithIt(bool streaming)
    {
        using ToyFolder folder = ToyFolder.AnsweringText(" of it", Template, AsLong);
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, Begun);

        Assert.Equal(" of it", response.Text);
        Assert.Equal("[user]x[end][assistant]Half ".Length, response.Usage?.InputTokenCount);
        Assert.Equal(response.Usage?.InputTokenCount, await client.CountTokensAsync(Begun, cancellationToken: TestContext.Current.CancellationToken));
        Assert.True(client.GetService<TargetCapabilities>()?.Supported.HasFlag(ChatCapabilities.Prefill));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_JsonIsAskedFor_IsAnAnswerOfItsOwn(bool streaming)
    {
        using ToyFolder folder = ToyFolder.AnsweringText("{}", Template, Begun);
        using OnnxChatClient client = folder.CreateClient();

        ChatResponse response = await client.AskAsync(streaming, Begun, new ChatOptions { ResponseFormat = ChatResponseFormat.Json });

        Assert.Equal("{}", response.Text);
        Assert.Equal("[user]x[end][assistant]Half[end][assistant]".Length, response.Usage?.InputTokenCount);
    }

    [Theory]
    [InlineData("{% for m in messages %}[{{ m.role }}]{{ m.content | upper }}{% endfor %}")]
    [InlineData("{% for m in messages %}{% if m.role != 'assistant' %}{{ m.content }}{% endif %}{% endfor %}")]
    [InlineData("{% if messages[-1].role != 'user' %}{{ raise_exception('no') }}{% endif %}{{ messages[-1].content }}")]
    [InlineData("{% for m in messages %}{{ m.content }}{% endfor %}{% if add_generation_prompt %}<think>{% endif %}")]
    public void GetService_TemplateCannotEndWhereAnAnswerBeganAndWithinIt_HasNoPrefill(string template)
    {
        using var folder = new ToyFolder(hasTemplate: false);
        folder.Write("chat_template.jinja", template);
        using OnnxChatClient client = folder.CreateClient();

        Assert.False(client.GetService<TargetCapabilities>()?.Supported.HasFlag(ChatCapabilities.Prefill));
    }

    [Fact]
    public async Task Stream_RemoteBreaksOff_GoesOnLocally()
    {
        using ToyFolder folder = ToyFolder.AnsweringText(" of it", Template, AsLong);
        using OnnxChatClient local = folder.CreateClient();
        var remote = new FakeChatClient
        {
            GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of(FakeStream.Chunks("Ha", "lf "), new IOException("reset")),
        };
        using var client = new HybridChatClient(
            [HybridTarget.Local(local), HybridTarget.Remote(remote)],
            options: new HybridChatClientOptions { StreamInterruption = StreamInterruption.Continue, PreferRemoteAboveTokens = 0 });

        ChatResponse response = await client.AskAsync(streaming: true);

        Assert.Equal("Half  of it", Assert.Single(response.Messages).Text);
        Assert.Equal(["remote", "local"], response.GetRoutingDecision()!.Attempts.Select(attempt => attempt.Target));
    }

    /// <summary>The first token of a text loses its space, which one that goes on with a text must not.</summary>
    [Fact]
    public void Generate_TextIsContinued_KeepsTheSpaceOfItsFirstToken()
    {
        string path = ModelFolders.Require(ModelFolders.Stories260K);
        ModelTokenizer tokenizer = ModelTokenizer.Load(path);
        using DecoderModel model = DecoderModel.Load(ModelFolder.Open(path), new EngineSettings(IntraOpThreads: 1), CancellationToken.None);
        using TokenGenerator tokens = model.CreateGenerator();
        var generator = new TextGenerator(tokens, tokenizer, []);
        List<int> prompt = [];
        tokenizer.Encode("Once upon a time, there was a little girl named", prompt);
        GenerationRequest request = TokenGenerators.Greedy(prompt, 8);

        string begun = Generate(generator, request);
        string continued = Generate(generator, request with { ContinuesText = true });

        Assert.Equal(" " + begun, continued);
    }

    [Fact]
    public void WriteContinued_RealTemplates_EndWithTheMessageWhereAnAnswerBegins()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("templates", "chat-templates.json")));
        using var folder = new ToyFolder();
        var time = new FakeTimeProvider();
        List<string> refused = [];
        foreach (JsonElement model in document.RootElement.GetProperty("models").EnumerateArray())
        {
            var config = new Dictionary<string, string?>
            {
                ["chat_template"] = model.GetProperty("chat_template").GetString(),
                ["bos_token"] = model.GetProperty("bos_token").GetString(),
                ["eos_token"] = model.GetProperty("eos_token").GetString(),
            };
            folder.Write("tokenizer_config.json", JsonSerializer.Serialize(config));
            ChatTemplate template = ChatTemplate.Load(folder.Path, time)!;
            if (!template.Continues)
            {
                refused.Add(model.GetProperty("model").GetString()!);
                continue;
            }

            string prompt = template.WriteContinued(ChatTemplateInput.From(Begun, null)).Plain;
            Assert.StartsWith(template.Render(ChatTemplateInput.From(Begun[..1], null)), prompt, StringComparison.Ordinal);
            Assert.EndsWith("Half ", prompt, StringComparison.Ordinal);
        }

        Assert.Empty(refused);
    }

    private static string Generate(TextGenerator generator, GenerationRequest request)
    {
        using TextGeneration generation = generator.Start(request, CancellationToken.None);
        string text = "";
        while (generation.Pieces.MoveNext())
        {
            text += generation.Pieces.Current.Text;
        }

        return text;
    }
}
