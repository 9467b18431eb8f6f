using HybridInference;
using HybridInference.LoopbackServer;
using HybridInference.Samples.Privacy;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

// What may happen to private data: by category it stays here, leaves with placeholders, or leaves when somebody agrees. The remote side is a
// server on this machine that repeats what it was sent, so that both sides can be read.
await using LoopbackOpenAIServer server = await LoopbackOpenAIServer.StartAsync();
server.Respond = request => LoopbackReply.Text($"You wrote: {request.Messages[^1].Text}");

var services = new ServiceCollection();
services.AddOnnxChatClient("local", options => options.ModelPath = DemoModel.Folder);
services.AddOpenAIChatClient("remote", options => (options.Model, options.Endpoint) = ("simulated", server.Endpoint));
services.AddHybridChatClient(hybrid => hybrid
    .UseLocal("local")
    .UseRemote("remote")
    .AskConsent((request, _) => new(Consent.Ask(request)))
    .Configure(options =>
    {
        options.Privacy.Handling[PiiCategories.Email] = PrivateDataHandling.RedactThenRemote;
        options.Privacy.Handling[PiiCategories.Phone] = PrivateDataHandling.AskConsent;
    }));
await using ServiceProvider provider = services.BuildServiceProvider();
IChatClient client = provider.GetRequiredService<IChatClient>();
var preferRemote = new ChatOptions().RouteTo(RoutingChoice.PreferRemote);

await ShowAsync("Nothing private", "What is the capital of Portugal?");
await ShowAsync("A card number stays on the device", $"Is {string.Join(' ', "4242", "4242", "4242", "4242")} a card number?");
await ShowAsync("An e-mail address leaves as a placeholder", "Write a short invitation to nora.lind@example.org, please.");
await ShowAsync("A telephone number leaves only if you agree", "When can I call +1 202-555-0147?");
await ShowTurningPrivateAsync();

async Task ShowAsync(string title, params string[] turns)
{
    AnsiConsole.Write(new Rule(title).LeftJustified());
    AnsiConsole.MarkupLineInterpolated($"[grey]you        [/]{turns[^1]}");
    int before = server.RequestCount;
    ChatResponse response = await client.GetResponseAsync([.. turns.Select(turn => new ChatMessage(ChatRole.User, turn))], preferRemote);
    string sent = server.RequestCount == before ? "nothing" : server.Requests[^1].Messages[^1].Text;
    AnsiConsole.MarkupLineInterpolated($"[grey]was sent   [/]{sent}");
    AnsiConsole.MarkupLineInterpolated($"[grey]answer     [/]{response.Text}");
    RoutingDecision decision = response.GetRoutingDecision()!;
    AnsiConsole.MarkupLineInterpolated($"[grey]ran on     [/][green]{decision.Target}[/] because {string.Join(", ", decision.Reasons)}");
    foreach (PriorExposure exposure in decision.PriorExposures)
    {
        AnsiConsole.MarkupLineInterpolated($"[grey]sent before[/] message {exposure.MessageIndex}, to {exposure.Target}");
    }

    AnsiConsole.WriteLine();
}

// From the turn on that is private, the whole conversation runs here; the decision tells what had left before.
async Task ShowTurningPrivateAsync()
{
    const string Question = "Which documents does a bank want to see for a loan?";
    await ShowAsync("A conversation", Question);
    await ShowAsync("that turns private", Question, $"It is for this account: {string.Join(' ', "DE89", "3704", "0044", "0532", "0130", "00")}. What else?");
}
