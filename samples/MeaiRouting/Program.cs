using HybridInference;
using HybridInference.LoopbackServer;
using HybridInference.Samples.MeaiRouting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

// Beside Microsoft.Extensions.AI's experimental routing, in both directions: our policies choose in Microsoft's RoutingChatClient, and Microsoft's
// SemanticRoutingChatClient chooses between two models inside our remote target. The remote models are a server on this machine.
await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync();
server.Respond = request => LoopbackReply.Text($"The {request.Model} model has read {request.Messages[^1].Text.Split(' ').Length} words.");
const string Note = "Find the e-mail address: write to nora.lind@example.org before Friday.";

var services = new ServiceCollection();
services.AddOnnxChatClient("local", options => options.ModelPath = DemoModel.Folder);
services.AddOpenAIChatClient("code", options => (options.Model, options.Endpoint) = ("code", server.Endpoint));
services.AddOpenAIChatClient("prose", options => (options.Model, options.Endpoint) = ("prose", server.Endpoint));
#region interop: semantic routing inside a target
services.AddKeyedChatClient("remote", provider =>
{
    IChatClient code = provider.GetRequiredKeyedService<IChatClient>("code");
    IChatClient prose = provider.GetRequiredKeyedService<IChatClient>("prose");
    return new SemanticRoutingChatClient(
        new WordCountEmbeddingGenerator(),
        new Dictionary<IChatClient, IReadOnlyList<string>>
        {
            [code] = ["Write a function that sorts a list.", "Why does this program not compile?"],
            [prose] = ["Write a short story about the sea.", "Write a poem for a birthday."],
        },
        defaultClient: prose,
        leaveOpen: true);
});
services.AddHybridChatClient(hybrid => hybrid.UseLocal("local").UseRemote("remote").Configure(options => options.PreferRemoteAboveTokens = 0));
#endregion
await using ServiceProvider provider = services.BuildServiceProvider();
IChatClient local = provider.GetRequiredKeyedService<IChatClient>("local");
IChatClient prose = provider.GetRequiredKeyedService<IChatClient>("prose");

#region interop: policies in a RoutingChatClient
var policy = new CompositeRoutingPolicy([new PiiRoutingPolicy(), new CapabilityRoutingPolicy(), new PromptSizeRoutingPolicy(preferRemoteAboveTokens: 16)]);
var selector = new PolicySelector(policy, (HybridTarget.Local(local).Route, local), (HybridTarget.Remote(prose).Route, prose));
using RoutingChatClient routed = RoutingChatClient.Create(selector.SelectAsync);
#endregion

AnsiConsole.Write(new Rule("Our policies in Microsoft's RoutingChatClient").LeftJustified());
await AskAsync(routed, "Hello! How are you today?");
await AskAsync(routed, "Which three things should somebody think of first who plans to open a small bakery in a town by the sea?");
await AskAsync(routed, Note);

AnsiConsole.Write(new Rule("Microsoft's SemanticRoutingChatClient in our remote target").LeftJustified());
IChatClient hybrid = provider.GetRequiredService<IChatClient>();
await AskAsync(hybrid, "Why does this function not sort the list?");
await AskAsync(hybrid, "Write a story about a ship on the sea.");
await AskAsync(hybrid, Note);

async Task AskAsync(IChatClient client, string question)
{
    AnsiConsole.MarkupLineInterpolated($"[grey]you        [/]{question}");
    ChatResponse response = await client.GetResponseAsync(question);
    if (response.GetRoutingDecision() is { } decision)
    {
        AnsiConsole.MarkupLineInterpolated($"[grey]ran on     [/][green]{decision.Target}[/] because {string.Join(", ", decision.Reasons)}");
    }

    AnsiConsole.MarkupLineInterpolated($"[grey]answer     [/]{response.Text}");
    AnsiConsole.WriteLine();
}
