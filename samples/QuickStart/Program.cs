using System.CommandLine;
using HybridInference.LoopbackServer;
using HybridInference.OnnxRuntime;
using HybridInference.Samples.QuickStart;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

var json = new Option<bool>("--json") { Description = "Print one JSON object per prompt." };
var command = new RootCommand("Sends a few prompts through a hybrid chat client and tells where each one ran, and why.") { json };
command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetValue(json), cancellationToken));
return await command.Parse(args).InvokeAsync();

static async Task RunAsync(bool json, CancellationToken cancellationToken)
{
    await using LoopbackOpenAIServer? simulation = RemoteSide.HasKey ? null : await LoopbackOpenAIServer.StartAsync(cancellationToken: cancellationToken);
    await using ServiceProvider services = HybridServices.Build(RemoteSide.Configure(simulation));
    IChatClient client = services.GetRequiredService<IChatClient>();
    IReport report = json ? new JsonReport() : new ConsoleReport(isSimulated: simulation is not null);

    await client.GetService<OnnxChatClient>("local")!.LoadAsync(cancellationToken);
    foreach (DemoPrompt prompt in DemoPrompt.All)
    {
        report.Begin(prompt);
        report.End(await PromptResult.MeasureAsync(client, prompt, report.Append, cancellationToken));
    }
}
